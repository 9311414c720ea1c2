import { type FetchOptions, fetchConfiguration } from '../fetch/configuration-fetch.ts'
import type { FetchProblem } from '../fetch/problems.ts'
import { composeScenario } from '../scenario/compose.ts'
import { parseScenario } from '../scenario/parse.ts'
import type { ScenarioProblem } from '../scenario/rules.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Psu } from './consent.ts'
import { customerFile, type Library } from './library.ts'

export type FoundScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly reason: 'no_such_login' }
  /** A composed login with a word that this bank does not know. */
  | { readonly ok: false; readonly reason: 'word'; readonly word: string; readonly known: readonly string[] }
  | { readonly ok: false; readonly reason: 'fetch'; readonly problem: FetchProblem }
  | { readonly ok: false; readonly reason: 'file'; readonly problems: readonly ScenarioProblem[] }

export type ScenarioSource = {
  /** The file of a PSU, fetched anew when `fresh` or when the copy is older than some seconds. */
  readonly find: (psu: Psu, how: { readonly fresh: boolean }) => Promise<FoundScenario>
}

// Long enough that one synchronisation reads one version of the file, short enough to edit it and try again.
const COPY_MS = 10_000
const MAX_COPIES = 50

/** Finds the file behind a login: the one of the configuration URL, else the bundled one that has this login. */
export function scenarioSource(
  library: Library,
  ownOrigins: () => readonly string[],
  guard: FetchOptions,
): ScenarioSource {
  const compositions = new Map<string, FoundScenario>()
  const composed = (login: string): FoundScenario => {
    const known = compositions.get(login)
    if (known) return known
    const found = readComposed(login, library)
    compositions.set(login, found)
    for (const key of compositions.keys()) if (compositions.size > MAX_COPIES) compositions.delete(key)
    return found
  }
  const copies = new Map<string, { readonly at: number; readonly scenario: Scenario }>()
  const bundled = [...library.values()]
  const own = (address: string) => {
    const origin = ownOrigins().find((candidate) => address.startsWith(`${candidate}/scenarios/`))
    const [, name] = /^\/scenarios\/([a-z0-9-]+)\.txt$/.exec(origin ? address.slice(origin.length) : '') ?? []
    return name === undefined ? undefined : library.get(name)?.scenario
  }
  const fetchFile = async (address: string): Promise<FoundScenario> => {
    const fetched = await fetchConfiguration(address, guard)
    if (!fetched.ok) return { ok: false, reason: 'fetch', problem: fetched.problem }
    const parsed = parseScenario(fetched.text)
    if (!parsed.ok) return { ok: false, reason: 'file', problems: parsed.problems }
    copies.delete(address)
    copies.set(address, { at: performance.now(), scenario: parsed.scenario })
    for (const key of copies.keys()) if (copies.size > MAX_COPIES) copies.delete(key)
    return parsed
  }
  return {
    find: async ({ login, configurationUrl }, { fresh }) => {
      if (configurationUrl === undefined) {
        const file = bundled.find(({ scenario }) => scenario.login === login)
        return file ? { ok: true, scenario: file.scenario } : composed(login)
      }
      const ours = own(configurationUrl)
      if (ours) return { ok: true, scenario: ours }
      const copy = copies.get(configurationUrl)
      if (copy && !fresh && performance.now() - copy.at < COPY_MS) return { ok: true, scenario: copy.scenario }
      const found = await fetchFile(configurationUrl)
      // A file that has gone or broken since must not cut off a reader in the middle of his pages.
      return !found.ok && copy && !fresh ? { ok: true, scenario: copy.scenario } : found
    },
  }
}

function readComposed(login: string, library: Library): FoundScenario {
  const composed = composeScenario(login, (base) => customerFile(library, base))
  if (!composed) return { ok: false, reason: 'no_such_login' }
  if (composed.kind === 'unknown') return { ok: false, reason: 'word', word: composed.word, known: composed.known }
  const parsed = parseScenario(composed.text)
  return parsed.ok ? parsed : { ok: false, reason: 'file', problems: parsed.problems }
}
