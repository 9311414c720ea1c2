import { woobProvider } from '@raccord/catalogue'
import type { ClosableBankHttp } from '@raccord/connector-kit'
import { credentialFields, describeModule, moduleName, parameterName } from '@raccord/connector-woob'
import { accountTypes } from '@raccord/contract'
import { Command } from 'commander'
import { z } from 'zod'
import { type LoadedIdentity, loadIdentity } from '../identity/load-identity.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { collect } from './collect.ts'
import { lookAtWoob, openWoob } from './look-at-woob.ts'
import { banksFileOf, readBanksFile, writeBanksFile } from './providers-file.ts'

/** `raccord woob …`: banks that your own woob reads. */
export function woobCommand(deps: CliDeps): Command {
  const command = new Command('woob').description(
    'banks that your own woob reads, by a program of yours (RACCORD_WOOB)',
  )
  command
    .command('check')
    .description(
      'ask the program which woob it has, and whether it knows the modules of your banks; a fault is exit code 1',
    )
    .option(...jsonOption)
    .action((options: JsonOption) => check(deps, options))
  command
    .command('describe')
    .description('list what a module asks')
    .argument('<module>', 'its name')
    .option(...jsonOption)
    .action((module: string, options: JsonOption) => withProgram(deps, (http) => describe(deps, http, module, options)))
  command
    .command('add')
    .description('write a bank into a file for RACCORD_PROVIDERS_FILE, its form as its module describes it')
    .argument('<module>', 'its name')
    .requiredOption('--name <name>', 'of the bank, as people know it')
    .requiredOption('--id <id>', 'one to seven digits, for ever')
    .option('--file <file>', 'by default that of RACCORD_PROVIDERS_FILE; made if it is not there')
    .option('--country <code>', 'of the bank', 'FR')
    .option(
      '--set <name=value>',
      'a setting of the module that nobody is to be asked, no secret; repeatable',
      collect,
      [],
    )
    .option('--type <type>', `what is read of it (${accountTypes.join(', ')}), by default all; repeatable`, collect, [])
    .option(...jsonOption)
    .action((module: string, options: AddOptions) => withProgram(deps, (http) => add(deps, http, module, options)))
  return command
}

async function programOf(deps: CliDeps): Promise<LoadedIdentity> {
  const identity = await loadIdentity(deps.config.identity)
  if (identity.operator.woobProgram === undefined)
    throw new CliError('RACCORD_WOOB is not set: the absolute path of your program for woob; docs/guide/woob.md')
  return identity
}

async function withProgram(deps: CliDeps, work: (http: ClosableBankHttp) => Promise<void>): Promise<void> {
  const http = openWoob(deps, await programOf(deps))
  try {
    await work(http)
  } finally {
    await http.close()
  }
}

async function check(deps: CliDeps, options: JsonOption): Promise<void> {
  const looked = await lookAtWoob(deps, await programOf(deps))
  if (looked.kind === 'failed') throw new CliError(`The program does not answer as the bridge does: ${looked.detail}`)
  const { version, banks } = looked
  answer(deps, options, { woob: version, banks }, [
    `woob ${version} answers`,
    ...(banks.length === 0 ? ['No bank is read by it yet: raccord woob add'] : []),
    ...banks.map(
      ({ id, name, faults }) => `${name} (${id}): ${faults.length === 0 ? 'its module is there' : faults.join('; ')}`,
    ),
  ])
  const bad = banks.filter(({ faults }) => faults.length > 0).length
  if (bad > 0) throw new CliError(bad === 1 ? 'one bank can not be read' : `${bad} banks can not be read`)
}

async function describe(deps: CliDeps, http: ClosableBankHttp, module: string, options: JsonOption): Promise<void> {
  const { fields } = await described(http, module)
  const lines = fields.map(({ id, label = '', required, transient, masked, choices }) => {
    const marks = [required && 'required', masked && 'secret', transient && 'asked in between'].filter(Boolean)
    const offered = choices ? choices.map(({ value }) => value).join(' | ') : ''
    return [id, label, marks.join(', '), offered].join('\t').trimEnd()
  })
  answer(deps, options, fields, lines)
}

async function described(http: ClosableBankHttp, module: string) {
  if (!moduleName.safeParse(module).success) throw new CliError('a module’s name: lower-case letters, digits, _')
  const answered = await describeModule(http, module)
  if (answered.kind === 'failed') throw new CliError(`${module}: ${answered.detail}`)
  return answered
}

interface AddOptions extends JsonOption {
  readonly name: string
  readonly id: string
  readonly file?: string
  readonly country: string
  readonly set: readonly string[]
  readonly type: readonly string[]
}

const types = z.array(z.enum(accountTypes))

async function add(deps: CliDeps, http: ClosableBankHttp, module: string, options: AddOptions): Promise<void> {
  const { id, name, country } = options
  const file = banksFileOf(deps, options.file)
  const chosen = types.safeParse(options.type).data
  if (!chosen) throw new CliError(`--type is one of ${accountTypes.join(', ')}`)
  const parameters = Object.fromEntries(options.set.map(setting))
  const { fields: all } = await described(http, module)
  const unknown = Object.keys(parameters).find((one) => !all.some((field) => field.id === one))
  if (unknown !== undefined)
    throw new CliError(`${module} has no setting ${unknown}; raccord woob describe ${module} lists them`)
  if (all.some((field) => field.masked && Object.hasOwn(parameters, field.id)))
    throw new CliError('A secret is not taken from the command line: people type theirs in the form.')
  const before = await readBanksFile(file)
  const providers = Array.isArray(before['providers']) ? before['providers'] : []
  const taken = [...(await deps.providers()), ...(providers as { readonly id?: unknown }[])]
  if (taken.some((one) => String(one.id) === id)) throw new CliError(`The id ${id} is used already; ids are for ever.`)
  const fields = credentialFields(all).filter((field) => !Object.hasOwn(parameters, field.id))
  const made = woobProvider(id, {
    ...{ name, module, country, parameters, fields },
    ...(chosen.length > 0 ? { accountTypes: chosen } : {}),
  })
  await writeBanksFile(deps, file, { ...before, providers: [...providers, made] })
  const told = { id, name, module, fields: fields.map((field) => field.id), file }
  answer(deps, options, told, [`${name} (${id}) is in ${file}; its form asks ${told.fields.join(', ') || 'nothing'}`])
}

function setting(written: string): [string, string] {
  const at = written.indexOf('=')
  const name = written.slice(0, at)
  if (at < 1 || !parameterName.safeParse(name).success) throw new CliError('--set wants name=value')
  return [name, written.slice(at + 1)]
}
