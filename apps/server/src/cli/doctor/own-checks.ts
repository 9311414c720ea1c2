import { access, constants, statfs } from 'node:fs/promises'
import { identityProblems } from '../../identity/identity-problems.ts'
import { loadIdentity } from '../../identity/load-identity.ts'
import { trySealKey } from '../../identity/remote-seal-key.ts'
import { hasVaultKey, openVault } from '../open-store.ts'
import { type Check, type Examined, type Finding, findings } from './finding.ts'

const DAY_MS = 86_400_000
const MEGABYTE = 1024 * 1024
/** The embedded database stops writing below 8 MB; exports and drills need room besides. */
const LEAST_ROOM = 1024 * MEGABYTE

/** Sandbox or production, and what production should have said. */
export const environmentCheck: Check = {
  name: 'environment',
  async run({ config }) {
    const { ok, warn } = findings('environment')
    if (config.env !== 'production')
      return [
        warn(
          'This is a sandbox: its secrets are public knowledge, and it reaches the test bank.',
          'RACCORD_ENV=production',
        ),
      ]
    const named = config.operator.name !== 'Raccord' && config.operator.dataPolicyUrl !== undefined
    return [
      ok('production'),
      ...(named
        ? []
        : [
            warn(
              'People do not read who runs this, or how data are protected.',
              'RACCORD_OPERATOR_NAME, RACCORD_DATA_POLICY_URL',
            ),
          ]),
    ]
  },
}

/** The keys open, and are safe where they lie. */
export const keysCheck: Check = {
  name: 'keys',
  async run({ config }) {
    const { ok, fail, warn } = findings('keys')
    if (!hasVaultKey(config))
      return [fail('There is no vault key yet.', 'openssl rand -base64 32, into the file of RACCORD_VAULT_KEY_FILE')]
    const { keyIds } = await openVault(config)
    const held = ok(`${keyIds.length === 1 ? 'one key' : `${keyIds.length} keys`}, “${keyIds[0]}” seals`)
    if (config.env === 'production' && config.vaultKey !== undefined && config.vaultKms === undefined)
      return [
        held,
        warn('The key stands in the environment, which other programs may print.', 'RACCORD_VAULT_KEY_FILE'),
      ]
    return [held]
  },
}

/** Room, and the right to use it. */
export const diskCheck: Check = {
  name: 'disk',
  async run({ config }) {
    const { ok, fail, warn, skip } = findings('disk')
    const room = await statfs(config.dataDir).catch(() => undefined)
    if (!room) return [skip(`${config.dataDir} is not there yet; the first start makes it.`)]
    try {
      await access(config.dataDir, constants.W_OK)
    } catch {
      // With PostgreSQL nothing is kept here: a read-only system is well.
      if (config.databaseUrl === undefined) return [fail(`${config.dataDir} can't be written to.`, 'RACCORD_DATA')]
      return [ok('nothing is kept here: PostgreSQL has it')]
    }
    const free = room.bavail * room.bsize
    const said = `${Math.floor(free / MEGABYTE)} MB are free in ${config.dataDir}`
    return [free < LEAST_ROOM ? warn(`${said}.`, 'an embedded database stops writing below 8 MB; make room') : ok(said)]
  },
}

/** What banks will say to the operator's certificates. */
export const certificatesCheck: Check = {
  name: 'certificates',
  async run({ config }) {
    const { ok, fail, warn } = findings('certificates')
    const { certificates, operator } = await loadIdentity(config.identity)
    if (certificates.length === 0)
      return [warn('Neither QWAC nor QSEAL is set: almost every bank wants one.', 'docs/guide/certificates.md')]
    const now = new Date()
    const problems = identityProblems(certificates, now).map((problem) => fail(problem))
    const silent = operator.seal && (await trySealKey(operator.seal))
    const soon = certificates.filter(({ facts }) => {
      const left = facts.validUntil.getTime() - now.getTime()
      return left > 0 && left < 60 * DAY_MS
    })
    const wholes = certificates.map(
      ({ use, facts }) =>
        `${use} of ${facts.organisationId ?? 'nobody'}, ${facts.roles.join(' ')}, until ${day(facts.validUntil)}`,
    )
    return [
      ...(problems.length === 0 ? [ok(wholes.join('; '))] : problems),
      ...soon.map(({ use, facts }) => warn(`${use} ends on ${day(facts.validUntil)}.`, 'order the next one now')),
      ...(silent === undefined ? [] : [fail(`QSEAL: ${silent}.`, 'docs/guide/certificates.md')]),
    ]
  },
}

/** Whoever can read a process's settings can read its metrics. */
export const metricsCheck: Check = {
  name: 'metrics',
  async run({ config }: Examined): Promise<Finding[]> {
    const { ok, warn } = findings('metrics')
    return config.metricsToken === undefined
      ? [warn('/metrics is open to everybody.', 'RACCORD_METRICS_TOKEN')]
      : [ok(`/metrics wants its token; ${config.tracesUrl ? 'spans are sent' : 'no spans are sent'}`)]
  },
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
