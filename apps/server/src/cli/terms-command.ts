import { readFile, stat } from 'node:fs/promises'
import { Command } from 'commander'
import type { Client } from '../clients/client.ts'
import { setClientTerms, type Terms } from '../clients/client-terms.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError, noClient } from './cli-deps.ts'
import { collect } from './collect.ts'
import { withRecord } from './with-store.ts'

export const termsOption = [
  '--terms <language=file>',
  'text of the consent screen in a language, from a text file (UTF-8); repeat for more',
  collectTerms,
  [] as readonly TermsFile[],
] as const

export interface TermsFile {
  readonly language: string
  readonly path: string
}

/** Far above what may be in it: the rest is refused where the client is. */
const mostBytes = 200_000

/** `raccord clients terms <id>`: what is not named stays as it is. */
export function termsCommand(deps: CliDeps): Command {
  return new Command('terms')
    .description('change the text of the consent screen; what is not named stays as it is')
    .argument('<id>')
    .option(...termsOption)
    .option('--without <language>', 'take the text in a language away; repeat for more', collect, [])
    .option(...jsonOption)
    .action((id: string, options: JsonOption & { terms: readonly TermsFile[]; without: readonly string[] }) =>
      withRecord(deps, async ({ database, record }) => {
        const store = createClientStore(database)
        const client = await store.find(id)
        if (client === undefined) throw noClient(id)
        const kept = Object.entries(textsOf(client)).filter(([language]) => !options.without.includes(language))
        const refused = await setClientTerms(store, id, {
          ...Object.fromEntries(kept),
          ...(await readTermsFiles(options.terms)),
        })
        if (refused !== undefined) throw new CliError(refused)
        await record({ action: 'client.changed', subject: id, detail: { what: 'terms' } })
        const languages = Object.keys(textsOf((await store.find(id)) ?? client))
        answer(deps, options, { id, languages }, [])
      }),
    )
}

/** @throws CliError when one can't be read */
export async function readTermsFiles(files: readonly TermsFile[]): Promise<Terms> {
  const read: Record<string, string> = {}
  for (const { language, path } of files) read[language] = await readText(path)
  return read
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > mostBytes) throw new CliError(`${path} is too long for a consent screen.`)
    // A file's last line ends; the text does not go on after it.
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)).trimEnd()
  } catch (error) {
    if (error instanceof CliError) throw error
    if (error instanceof TypeError) throw new CliError(`${path} is no UTF-8 text.`)
    throw new CliError(`${path} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`)
  }
}

function collectTerms(value: string, earlier: readonly TermsFile[]): readonly TermsFile[] {
  const [, language, path] = /^([^=]*)=(.+)$/.exec(value) ?? []
  if (language === undefined || path === undefined)
    throw new CliError('--terms takes a language and a file: --terms fr=conditions.txt')
  return [...earlier, { language, path }]
}

function textsOf({ terms }: Client): Terms {
  const texts = Object.entries(terms).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}
