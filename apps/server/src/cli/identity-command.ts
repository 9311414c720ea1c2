import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  issueCertificate,
  makeTestIdentity,
  organisationIdPattern,
  type PspRole,
  pspRoles,
} from '@raccord/connector-kit/identity'
import { Command } from 'commander'
import { identityProblems } from '../identity/identity-problems.ts'
import { loadIdentity } from '../identity/load-identity.ts'
import { trySealKey } from '../identity/remote-seal-key.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { collect } from './collect.ts'

interface TestOptions extends JsonOption {
  readonly out: string
  readonly organisation: string
  readonly name: string
  readonly days: string
  readonly role: string[]
}

/** `raccord identity …`: the certificates by which banks know the operator. */
export function identityCommand(deps: CliDeps): Command {
  const identity = new Command('identity').description('certificates by which banks know you: QWAC and QSEAL')
  identity
    .command('show')
    .description('show what the certificates of the settings state')
    .option(...jsonOption)
    .action((options: JsonOption) => show(deps, options))
  identity
    .command('check')
    .description('check the certificates of the settings; a fault is a line, and the exit code is 1')
    .option(...jsonOption)
    .action((options: JsonOption) => check(deps, options))
  identity
    .command('test-certificate')
    .description(
      'make a QWAC and a QSEAL for sandboxes, with an authority and a bank of their own; no real bank takes them',
    )
    .requiredOption('--out <dir>', 'a directory; files that are there are never replaced')
    .requiredOption('--organisation <id>', 'PSD<country>-<authority>-<number>, for instance PSDFR-ACPR-12345')
    .option('--name <name>', 'the organisation', 'Raccord sandbox operator')
    .option('--days <days>', 'for how long they are good, from yesterday', '365')
    .option('--role <role>', `one of ${Object.keys(pspRoles).join(', ')}; repeat for more; default PSP_AI`, collect, [])
    .option(...jsonOption)
    .action((options: TestOptions) => makeTest(deps, options))
  return identity
}

async function show(deps: CliDeps, options: JsonOption): Promise<void> {
  const { certificates } = await loadIdentity(deps.config.identity)
  if (certificates.length === 0) throw new CliError(noIdentity)
  const lines = certificates.flatMap(({ use, file, facts }) => {
    const rows: [string, string | undefined][] = [
      [use, file],
      ['  subject', facts.subject],
      ['  issuer', facts.issuer],
      ['  serial', facts.serial],
      ['  organisation', facts.organisationId],
      ['  roles', facts.roles.join(', ')],
      ['  licensed by', facts.authority && `${facts.authority.name} (${facts.authority.id})`],
      ['  valid', `${facts.validFrom.toISOString()} to ${facts.validUntil.toISOString()}`],
      ['  SHA-256', facts.fingerprint],
    ]
    return rows.flatMap(([label, value]) => (value ? [`${label.padEnd(16)}${value}`] : []))
  })
  answer(deps, options, certificates, lines)
}

async function check(deps: CliDeps, options: JsonOption): Promise<void> {
  const { certificates, operator } = await loadIdentity(deps.config.identity)
  if (certificates.length === 0) throw new CliError(noIdentity)
  const problems = identityProblems(certificates, new Date())
  const silent = operator.seal && (await trySealKey(operator.seal))
  if (silent !== undefined) problems.push(`QSEAL: ${silent}.`)
  const whole = `${certificates.map(({ use }) => use).join(' and ')} of ${operator.organisationId}: no fault`
  answer(deps, options, { faults: problems }, problems.length > 0 ? problems : [whole])
  if (problems.length > 0) throw new CliError(problems.length === 1 ? 'one fault' : `${problems.length} faults`)
}

async function makeTest(deps: CliDeps, options: TestOptions): Promise<void> {
  if (!organisationIdPattern.test(options.organisation))
    throw new CliError('--organisation is PSD, a country, an authority and a number: PSDFR-ACPR-12345.')
  if (!/^[1-9]\d{0,3}$/.test(options.days)) throw new CliError('--days is a number from 1 to 9999.')
  const roles = options.role.map((role) => {
    if (!Object.hasOwn(pspRoles, role)) throw new CliError(`--role is one of ${Object.keys(pspRoles).join(', ')}.`)
    return role as PspRole
  })
  const validFrom = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000)
  const validUntil = new Date(validFrom.getTime() + Number(options.days) * 86_400_000)
  const made = await makeTestIdentity({
    organisationId: options.organisation,
    name: options.name,
    roles: roles.length > 0 ? roles : ['PSP_AI'],
    authorityName: 'Test authority, not a supervisor',
    validFrom,
    validUntil,
  })
  const bank = await issueCertificate(
    {
      kind: 'server',
      commonName: 'localhost',
      organisation: 'Raccord Test Bank',
      country: 'FR',
      hosts: ['localhost', '127.0.0.1', '::1'],
      validFrom,
      validUntil,
    },
    made.authority,
  )
  const folder = resolve(options.out)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // The authority's key is not kept: nobody can issue more in its name.
  await write(folder, 'authority.pem', made.authority.certificate, 0o644)
  for (const [name, { certificate, key }] of Object.entries({ qwac: made.qwac, qseal: made.qseal, bank })) {
    await write(folder, `${name}.pem`, certificate, 0o644)
    await write(folder, `${name}.key`, key.expose(), 0o600)
  }
  const lines = settingsFor(folder)
  const settings = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('=', 2) as [string, string])
  answer(deps, options, { folder, settings: Object.fromEntries(settings) }, lines)
}

/** What to put into the environment of the server and of the test bank. */
function settingsFor(folder: string): string[] {
  const at = (name: string) => join(folder, name)
  return [
    '# Raccord',
    `RACCORD_QWAC_FILE=${at('qwac.pem')}`,
    `RACCORD_QWAC_KEY_FILE=${at('qwac.key')}`,
    `RACCORD_QSEAL_FILE=${at('qseal.pem')}`,
    `RACCORD_QSEAL_KEY_FILE=${at('qseal.key')}`,
    `RACCORD_BANK_ROOTS_FILE=${at('authority.pem')}`,
    'RACCORD_TESTBANK_URL=https://127.0.0.1:4401',
    '# The test bank',
    `RACCORD_TESTBANK_TLS_FILE=${at('bank.pem')}`,
    `RACCORD_TESTBANK_TLS_KEY_FILE=${at('bank.key')}`,
    `RACCORD_TESTBANK_TPP_ROOTS_FILE=${at('authority.pem')}`,
  ]
}

async function write(folder: string, name: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(join(folder, name), text, { flag: 'wx', mode })
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new CliError(there ? `${join(folder, name)} is there already.` : `${join(folder, name)} can not be written.`)
  }
}

const noIdentity =
  'No certificate is set. RACCORD_QWAC_FILE and RACCORD_QSEAL_FILE name them: docs/guide/certificates.md.'
