import { readdir, readFile } from 'node:fs/promises'
import { parseScenario } from '../scenario/parse.ts'
import type { Scenario } from '../scenario/scenario.ts'

export type LibraryFile = { readonly name: string; readonly text: string; readonly scenario: Scenario }

/** The files that come with the bank, by name (`default`, `otp`…). */
export type Library = ReadonlyMap<string, LibraryFile>

const FOLDER = new URL('../../scenarios/', import.meta.url)

/** Reads every bundled file at once; a mistake in one of ours stops the start. */
export async function loadLibrary(folder: URL = FOLDER): Promise<Library> {
  const library = new Map<string, LibraryFile>()
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith('.txt')) continue
    const text = await readFile(new URL(file, folder), 'utf8')
    const parsed = parseScenario(text)
    if (!parsed.ok)
      throw new Error(`${file}: ${parsed.problems.map(({ line, rule }) => `line ${line} ${rule}`).join(', ')}`)
    const taken = [...library.values()].some(({ scenario }) => scenario.login === parsed.scenario.login)
    if (taken) throw new Error(`${file}: another file has this login`)
    library.set(file.slice(0, -4), { name: file.slice(0, -4), text, scenario: parsed.scenario })
  }
  return library
}

/** The file that a composed login builds on: called so, or of the customer who is (`dev` is the one of `default.txt`). */
export function customerFile(library: Library, name: string): string | undefined {
  const called = library.get(name) ?? [...library.values()].find(({ scenario }) => scenario.login === name)
  return called?.text
}
