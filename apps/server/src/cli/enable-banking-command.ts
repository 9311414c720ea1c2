import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { listBanks, readApplication } from '@raccord/connector-enable-banking'
import { issueCertificate } from '@raccord/connector-kit/identity'
import { Command } from 'commander'
import { loadApplication } from '../identity/load-application.ts'
import { askedOf } from '../wiring/bank-list.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'

/** What the service allows, in our words: nobody shall learn it from a letter of theirs. */
const terms = [
  'Enable Banking allows: an application in restricted mode reads the accounts that you linked to it in their control',
  'panel, for evaluation and for individual, non-commercial use. For other people’s accounts it takes a contract with them.',
]

/** `raccord enable-banking …`: your application there. */
export function enableBankingCommand(deps: CliDeps): Command {
  const command = new Command('enable-banking').description('your application at Enable Banking: its key, and a check')
  command
    .command('key')
    .description('make the private key of an application, and the certificate to register it by')
    .requiredOption('--out <dir>', 'a directory; files that are there are never replaced')
    .option('--name <name>', 'of the application, in the certificate', 'Raccord')
    .option('--country <code>', 'yours, in the certificate', 'FR')
    .option(...jsonOption)
    .action((options: KeyOptions) => makeKey(deps, options))
  command
    .command('check')
    .description('ask Enable Banking what it knows of the application; a fault is a line, and the exit code is 1')
    .option(...jsonOption)
    .action((options: JsonOption) => check(deps, options))
  return command
}

interface KeyOptions extends JsonOption {
  readonly out: string
  readonly name: string
  readonly country: string
}

async function makeKey(deps: CliDeps, options: KeyOptions): Promise<void> {
  const { out, name, country } = options
  if (!/^[A-Z]{2}$/.test(country)) throw new CliError('--country is two upper-case letters: FR.')
  const validFrom = new Date(Math.floor(Date.now() / 1000) * 1000 - 86_400_000)
  const made = await issueCertificate({
    kind: 'plain',
    commonName: name,
    organisation: name,
    country,
    validFrom,
    validUntil: new Date(validFrom.getTime() + 3650 * 86_400_000),
    keyBits: 4096,
  })
  const folder = resolve(out)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const [key, certificate] = [join(folder, 'enable-banking.key'), join(folder, 'enable-banking.pem')]
  await write(key, made.key.expose(), 0o600)
  await write(certificate, made.certificate, 0o644)
  answer(deps, options, { key, certificate, redirect_url: redirectUrl(deps) }, [
    `1. Register an application at https://enablebanking.com/cp/applications with the certificate ${certificate}`,
    `   and this redirect URL, letter by letter: ${redirectUrl(deps)}`,
    '2. Link your own accounts to it there ("Activate by linking accounts").',
    '3. Set, and start the server again:',
    'RACCORD_ENABLE_BANKING_APP_ID=<the id that the application was given>',
    `RACCORD_ENABLE_BANKING_KEY_FILE=${key}`,
    '4. raccord enable-banking check',
    ...terms,
  ])
}

async function check(deps: CliDeps, options: JsonOption): Promise<void> {
  const { config } = deps
  if (!config.enableBanking)
    throw new CliError(
      'No application is set. RACCORD_ENABLE_BANKING_APP_ID and RACCORD_ENABLE_BANKING_KEY_FILE name it: docs/guide/enable-banking.md.',
    )
  const asked = {
    application: loadApplication(config.enableBanking),
    loopbackAllowed: config.loopbackAllowed,
    now: () => new Date(),
    log: () => {},
  }
  const known = await askedOf(asked, readApplication)
  if (known.kind === 'failed')
    throw new CliError(
      known.bankCode === 'UNAUTHORIZED_ACCESS' || known.reason === 'bank_not_configured'
        ? `Enable Banking does not take the key as that of the application (${known.detail}): the id, the key, or this machine’s clock is another.`
        : `Enable Banking could not be asked: ${known.detail}.`,
    )
  const lines = [`${known.name}, ${known.environment}, ${known.active ? 'active' : 'not active'}`]
  const faults = [
    ...(known.active
      ? []
      : ['The application is not active: link an account to it in the control panel, or sign a contract.']),
    ...(known.redirectUrls.length === 0 || known.redirectUrls.includes(redirectUrl(deps))
      ? []
      : [`The redirect URL ${redirectUrl(deps)} is not registered; registered: ${known.redirectUrls.join(', ')}.`]),
    ...(known.services.length === 0 || known.services.includes('AIS')
      ? []
      : ['The application may not read accounts (AIS).']),
  ]
  const list = await askedOf(asked, listBanks)
  const banks: { [country: string]: number } = {}
  if (list.kind === 'failed') faults.push(`The list of banks could not be had: ${list.detail}.`)
  else {
    for (const { country } of list.banks) banks[country] = (banks[country] ?? 0) + 1
    const counts = Object.entries(banks).map(([country, count]) => `${country} ${count}`)
    lines.push(`${list.banks.length} banks: ${counts.toSorted().join(', ')}`)
  }
  const told = { name: known.name, environment: known.environment, active: known.active, banks, faults }
  answer(deps, options, told, [...lines, ...faults, ...terms])
  if (faults.length > 0) throw new CliError(faults.length === 1 ? 'one fault' : `${faults.length} faults`)
}

/** Where their page sends people back to. */
function redirectUrl({ config }: CliDeps): string {
  const base = config.embedUrl ?? `http://${config.host}:${config.port}`
  return `${base}/bank/callback/enable-banking`
}

async function write(file: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode })
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new CliError(there ? `${file} is there already.` : `${file} can not be written.`)
  }
}
