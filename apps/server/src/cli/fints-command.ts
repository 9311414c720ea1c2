import { randomBytes } from 'node:crypto'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import {
  type FintsEndpoint,
  fintsEndpoints,
  fintsProvider,
  type InstituteList,
  InstituteListError,
  type ProviderChannel,
  parseProviders,
  readInstituteList,
} from '@raccord/catalogue'
import { probeBank } from '@raccord/connector-fints'
import { createBankHttp } from '@raccord/connector-kit'
import { Command } from 'commander'
import { loadIdentity } from '../identity/load-identity.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { explainProbe } from './explain-probe.ts'

/** `raccord fints …`: German banks by FinTS, with the operator's own product registration. */
export function fintsCommand(deps: CliDeps): Command {
  const fints = new Command('fints').description('German banks by FinTS 3.0, with your own product registration')
  fints
    .command('check')
    .description(
      'ask banks whether they know your registration number, without anybody’s PIN; a refusal is exit code 1',
    )
    .argument('[blz...]', 'bank codes; by default the FinTS banks of this installation, or the short list')
    .option(
      '--list <file>',
      'fints_institute.csv of Deutsche Kreditwirtschaft, for bank codes that the short list lacks',
    )
    .option(...jsonOption)
    .action((blz: string[], options: ListOption) => check(deps, blz, options))
  fints
    .command('list')
    .description('list banks: bank code, BIC, name, place, address')
    .option('--list <file>', 'fints_institute.csv, instead of the short list')
    .option(...jsonOption)
    .action(async (options: ListOption) => {
      const { endpoints, notes } = await endpointsOf(options)
      const lines = endpoints.map(({ blz, bic, name, place, url }) =>
        [blz, bic ?? '', name, place ?? '', url].join('\t'),
      )
      answer(deps, options, endpoints, [...notes, ...lines])
    })
  fints
    .command('add')
    .description('write banks into a file for RACCORD_PROVIDERS_FILE; those that are in it keep their ids')
    .argument('<blz...>', 'bank codes')
    .requiredOption('--file <file>', 'made if it is not there; what else is in it stays')
    .requiredOption('--first-id <id>', 'id for the first new bank, the next free ones for the others; ids are for ever')
    .option('--list <file>', 'fints_institute.csv, beside the short list')
    .option(...jsonOption)
    .action((blz: string[], options: ListOption & { readonly file: string; readonly firstId: string }) =>
      add(deps, blz, options),
    )
  return fints
}

interface ListOption extends JsonOption {
  readonly list?: string
}

async function check(deps: CliDeps, codes: readonly string[], options: ListOption): Promise<void> {
  const { operator } = await loadIdentity(deps.config.identity)
  const { fintsProductId } = operator
  if (fintsProductId === undefined) {
    throw new CliError(
      'RACCORD_FINTS_PRODUCT_ID is not set: a registration number of your own from Deutsche Kreditwirtschaft, free of charge; docs/guide/fints.md',
    )
  }
  const told: { readonly name: string; readonly fault: boolean; readonly says: string }[] = []
  const { asked, notes } = await askedFor(deps, codes, options)
  for (const { name, options, hosts } of asked) {
    const http = createBankHttp({ allowedHosts: hosts, allowLoopback: deps.config.loopbackAllowed })
    try {
      const probe = await probeBank({
        providerId: '0',
        options,
        http,
        now: () => new Date(),
        locale: 'en',
        identity: { fintsProductId },
        log: () => {},
      })
      const { fault, sentence } = explainProbe(probe)
      told.push({ name, fault, says: sentence })
    } finally {
      await http.close()
    }
  }
  const lines = told.map(({ name, says }) => `${name}: ${says}`)
  answer(deps, options, told, [...notes, ...lines])
  const refused = told.filter(({ fault }) => fault).length
  if (refused > 0) throw new CliError(`${refused} banks refuse`)
}

type Asked = Pick<ProviderChannel, 'options' | 'hosts'> & { readonly name: string }

async function askedFor(
  deps: CliDeps,
  codes: readonly string[],
  options: ListOption,
): Promise<{ readonly asked: readonly Asked[]; readonly notes: readonly string[] }> {
  const channels = (await deps.providers()).flatMap(({ name, channels: all }) =>
    all.filter(({ protocol }) => protocol === 'fints').map(({ options, hosts }) => ({ name, options, hosts })),
  )
  // The bank of the sandbox has a number of its own and would say yes to anything.
  const own = channels.filter(({ options }) => !(typeof options === 'object' && options && 'product' in options))
  if (codes.length === 0 && own.length > 0) return { asked: own, notes: [] }
  const { endpoints: known, notes } = await endpointsOf(options, fintsEndpoints)
  const wanted = codes.length === 0 ? fintsEndpoints : codes.map((code) => find(known, code))
  const asked = wanted.map((endpoint) => {
    const [channel] = fintsProvider('1', endpoint).channels
    return { name: `${endpoint.name} (${endpoint.blz})`, options: channel?.options, hosts: channel?.hosts ?? [] }
  })
  return { asked, notes }
}

function find(known: readonly FintsEndpoint[], code: string): FintsEndpoint {
  const found = known.find(({ blz }) => blz === code)
  if (!found) throw new CliError(`no bank ${code} in the list; give your copy of fints_institute.csv with --list`)
  return found
}

/** `beside`: our own rows, which know what is special at their banks, come first. */
async function endpointsOf(
  { list: file }: ListOption,
  beside: readonly FintsEndpoint[] = [],
): Promise<{ readonly endpoints: readonly FintsEndpoint[]; readonly notes: readonly string[] }> {
  if (file === undefined) return { endpoints: fintsEndpoints, notes: [] }
  let read: InstituteList
  try {
    read = readInstituteList(await readFile(file))
  } catch (error) {
    throw new CliError(`${file}: ${error instanceof InstituteListError ? error.message : 'cannot be read'}`)
  }
  const notes = read.left > 0 ? [`${read.left} rows without FinTS 3.0 by PIN and TAN were left out`] : []
  return { endpoints: [...beside, ...read.endpoints], notes }
}

async function add(
  deps: CliDeps,
  codes: readonly string[],
  options: ListOption & { readonly file: string; readonly firstId: string },
): Promise<void> {
  const { file, firstId } = options
  if (!/^[1-9]\d{0,6}$/.test(firstId)) throw new CliError('--first-id: one to seven digits, not beginning with 0')
  const { endpoints: known, notes } = await endpointsOf(options, fintsEndpoints)
  const chosen = codes.map((code) => find(known, code))
  const before = await existing(file)
  const providers: Row[] = Array.isArray(before['providers']) ? [...before['providers']] : []
  const taken = new Set([...(await deps.providers()).map(({ id }) => id), ...providers.map(({ id }) => String(id))])
  let next = Number(firstId)
  const done: { readonly id: string; readonly name: string; readonly what: 'added' | 'renewed' }[] = []
  for (const endpoint of chosen) {
    const at = providers.findIndex((row) => codeOf(row) === endpoint.blz)
    while (at < 0 && taken.has(String(next))) next += 1
    const id = at < 0 ? String(next) : String(providers[at]?.['id'])
    taken.add(id)
    const row = { ...fintsProvider(id, endpoint) }
    if (at < 0) providers.push(row)
    // What the operator has written of a bank stays as it is; its address is renewed.
    else providers[at] = renewed(providers[at] ?? {}, row)
    done.push({ id, name: endpoint.name, what: at < 0 ? 'added' : 'renewed' })
  }
  const text = `${JSON.stringify({ ...before, providers }, null, 2)}\n`
  parseProviders(text, file, deps.protocols)
  await replaceFile(file, text)
  const lines = done.map(({ id, name, what }) => `${id}\t${name}\t${what}`)
  answer(deps, options, done, [...notes, ...lines])
}

type Row = { readonly [key: string]: unknown }

function channelOf({ channels }: Row): Row | undefined {
  const all: readonly Row[] = Array.isArray(channels) ? channels : []
  return all.find(({ protocol }) => protocol === 'fints')
}

function codeOf(row: Row): unknown {
  const options = channelOf(row)?.['options']
  return typeof options === 'object' && options !== null ? (options as Row)['blz'] : undefined
}

function renewed(row: Row, fresh: ReturnType<typeof fintsProvider>): Row {
  const [channel] = fresh.channels
  const channels = (Array.isArray(row['channels']) ? (row['channels'] as readonly Row[]) : []).map((one) => {
    if (one['protocol'] !== 'fints' || !channel) return one
    const { url } = channel.options as { readonly url: string }
    return { ...one, options: { ...(one['options'] as Row), url }, hosts: channel.hosts }
  })
  return { ...row, channels }
}

async function existing(file: string): Promise<Row> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw new CliError(`${file}: cannot be read`)
  })
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row
  } catch {
    // Said below, without a word of the text: it may hold a client secret.
  }
  throw new CliError(`${file}: not a file for RACCORD_PROVIDERS_FILE; nothing was changed`)
}

/** All of it or nothing; as readable as it was, and its owner's alone when it is new. */
async function replaceFile(file: string, text: string): Promise<void> {
  const mode = await stat(file).then(
    ({ mode: set }) => set & 0o777,
    () => 0o600,
  )
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(beside, text, { mode })
  await rename(beside, file)
}
