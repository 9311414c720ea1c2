import { readFile } from 'node:fs/promises'
import {
  type BrandQuestion,
  brandQuestions,
  type EnabledBrand,
  enableBrand,
  enabledBrand,
  withAnswer,
  withHosts,
  writtenBrand,
} from '@raccord/catalogue'
import { Command, Option } from 'commander'
import type { z } from 'zod'
import { loadIdentity } from '../identity/load-identity.ts'
import { missingFor } from '../providers/missing-needs.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { collect } from './collect.ts'
import { banksFileOf, readBanksFile, writeBanksFile } from './providers-file.ts'
import { type KnownBank, knownBank, protocolOf } from './providers-show.ts'

interface EnableOptions extends JsonOption {
  readonly environment?: EnabledBrand['environment']
  readonly baseUrl?: string
  readonly host: readonly string[]
  readonly set: readonly Answer[]
  readonly setFile: readonly Answer[]
  readonly file?: string
  readonly dryRun?: true
}

interface Answer {
  readonly at: string
  readonly value: string
}

/** `raccord providers enable`. */
export function enableCommand(deps: CliDeps): Command {
  return new Command('enable')
    .description('switch a bank of the catalogue on: asks for what its protocol needs, and writes a file that starts')
    .argument('<id>')
    .addOption(
      new Option('--environment <which>', 'production, or the bank’s sandbox').choices(['production', 'sandbox']),
    )
    .option('--base-url <url>', 'address of the bank’s interface, where the catalogue knows none')
    .option('--host <host>', 'a further host that the bank’s pages are on; repeat for more', collect, [])
    .option('--set <at=value>', 'an answer: variables.<name> or options.<path>; repeat for more', answerOf, [])
    .option('--set-file <at=file>', 'the same from a file, as secrets have to be given', answerOf, [])
    .option('--file <file>', 'the file of banks; default RACCORD_PROVIDERS_FILE')
    .option('--dry-run', 'show what would be written, and write nothing')
    .option(...jsonOption)
    .action((id: string, options: EnableOptions) => enable(deps, id, options))
}

/** `raccord providers disable`. */
export function disableCommand(deps: CliDeps): Command {
  return new Command('disable')
    .description('take a bank out of the file; connections that people have stay, and are not read any more')
    .argument('<id>')
    .option('--file <file>', 'the file of banks; default RACCORD_PROVIDERS_FILE')
    .option(...jsonOption)
    .action(async (id: string, options: JsonOption & { readonly file?: string }) => {
      const file = banksFileOf(deps, options.file)
      const content = await readBanksFile(file)
      const { [id]: gone, ...brands } = content.brands ?? {}
      if (gone === undefined) throw new CliError(`${file} has no bank ${id} of the catalogue.`)
      await writeBanksFile(deps, file, { ...content, brands })
      answer(deps, options, { id, file, enabled: false }, [`${id} is no longer in ${file}. ${restart}`])
    })
}

const restart = 'Running servers read it at their next start, which writes it into “raccord audit”.'

async function enable(deps: CliDeps, id: string, options: EnableOptions): Promise<void> {
  const file =
    options.dryRun && !options.file && !deps.config.providersFile ? undefined : banksFileOf(deps, options.file)
  const known = knownBank(id)
  const schema = protocolOf(known, deps)
  const content = file === undefined ? {} : await readBanksFile(file)
  // What is there stays, but for what is said now.
  const before = enabledBrand.safeParse(content.brands?.[id] ?? {})
  if (!before.success) throw new CliError(`${file}: brands.${id} is not as it must be; correct it, or take it out.`)
  const begun = await withFlags(before.data, options, known, schema)
  const entry = await askOpen(deps, begun, known, schema)
  const provider = enableBrand(known.brand, known.bank, entry)
  const written = writtenBrand(withHosts(entry, provider.channels[0]?.hosts ?? []))
  const next = { ...content, brands: { ...content.brands, [id]: written } }
  if (file !== undefined && !options.dryRun) await writeBanksFile(deps, file, next)
  const { operator } = await loadIdentity(deps.config.identity)
  const lacks = [...new Set(provider.channels.flatMap((channel) => missingFor(channel, operator) ?? []))]
  const said = options.dryRun
    ? JSON.stringify({ brands: { [id]: masked(written) } }, undefined, 2).split('\n')
    : [`${known.brand.name} (${id}) is in ${file}. ${restart}`]
  answer(deps, options, { id, name: known.brand.name, file: file ?? null, written: !options.dryRun, lacks }, [
    ...said,
    ...lacks,
    ...(options.dryRun ? [] : ['Try it before people do: raccord providers check --live']),
  ])
}

async function withFlags(
  before: EnabledBrand,
  options: EnableOptions,
  known: KnownBank,
  schema: z.ZodType,
): Promise<EnabledBrand> {
  let entry: EnabledBrand = {
    ...before,
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(options.baseUrl === undefined ? {} : { baseUrl: options.baseUrl }),
    hosts: [...new Set([...before.hosts, ...options.host])],
  }
  for (const { at, value } of options.set) {
    if (isSecret(at, entry, known, schema))
      throw new CliError(`${at} is a secret, which others could read on a command line: give --set-file ${at}=<file>.`)
    entry = withAnswer(entry, at, typed(at, value))
  }
  for (const { at, value } of options.setFile) {
    const text = await readFile(value, 'utf8').catch(() => {
      throw new CliError(`${value}: cannot be read`)
    })
    entry = withAnswer(entry, at, text.trim())
  }
  const checked = enabledBrand.safeParse(entry)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new CliError(`${issue?.path.join('.')}: ${issue?.message}`)
}

/** Asks at a terminal; without one says all that is missing at once. @throws CliError */
async function askOpen(deps: CliDeps, begun: EnabledBrand, known: KnownBank, schema: z.ZodType): Promise<EnabledBrand> {
  let entry = begun
  const met = new Set<string>()
  for (;;) {
    const open = brandQuestions(known.brand, known.bank, entry, schema).filter(({ at }) => !met.has(at))
    const must = open.filter(({ required }) => required)
    if (deps.ask === undefined) {
      if (must.length === 0) return entry
      throw new CliError(
        [`${known.brand.name} (${known.brand.id}) needs:`, ...must.map((question) => `  ${flagOf(question)}`)].join(
          '\n',
        ),
      )
    }
    const question = open[0]
    if (question === undefined) return entry
    met.add(question.at)
    const said = await askUntil(deps.ask, question)
    if (said !== '') entry = withAnswer(entry, question.at, typed(question.at, said))
  }
}

async function askUntil(ask: NonNullable<CliDeps['ask']>, question: BrandQuestion): Promise<string> {
  const { at, meaning, required, secret, example } = question
  for (;;) {
    const more = required ? (secret ? '' : `, such as ${String(example)}`) : ', empty: leave it out'
    const said = (await ask(`${at} (${meaning}${more}): `, { secret })).trim()
    if (said !== '' || !required) return said
  }
}

function flagOf({ at, meaning, secret, example }: BrandQuestion): string {
  if (at === 'baseUrl') return `--base-url ${String(example)}    ${meaning}`
  return secret ? `--set-file ${at}=<file>    ${meaning}` : `--set ${at}=${String(example)}    ${meaning}`
}

/** Options may be numbers, booleans, lists: what reads as JSON of that kind is that. Variables and addresses are text. */
function typed(at: string, value: string): unknown {
  if (!at.startsWith('options.') || !/^(true|false|-?\d{1,6}|\[.*\]|\{.*\})$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const secretNames = /(secret|password|passphrase|pin|signingKey)$/i

function isSecret(at: string, entry: EnabledBrand, { brand, bank }: KnownBank, schema: z.ZodType): boolean {
  return secretNames.test(at) || brandQuestions(brand, bank, entry, schema).some((one) => one.at === at && one.secret)
}

function masked(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return secretNames.test(name) ? '***' : value
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, key)]))
}

function answerOf(text: string, earlier: readonly Answer[]): Answer[] {
  const [, at, value] = /^((?:variables|options)\.[A-Za-z][\w.-]*)=(.*)$/s.exec(text) ?? []
  if (at === undefined || value === undefined)
    throw new CliError(`${text.split('=', 1)[0]}: an answer is variables.<name>=… or options.<path>=….`)
  return [...earlier, { at, value }]
}
