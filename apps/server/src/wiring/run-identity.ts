import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import { type CertificateWatch, watchCertificates } from '../identity/certificate-watch.ts'
import { identityProblems } from '../identity/identity-problems.ts'
import type { LoadedIdentity } from '../identity/load-identity.ts'
import { trySealKey } from '../identity/remote-seal-key.ts'
import { metricOf } from '../metrics/metric-table.ts'

const HOUR_MS = 3_600_000

/** Tells the operator what is wrong with his certificates: at start, then by alarms, and by a metric all the time. */
export async function runIdentity(
  identity: LoadedIdentity,
  { log, now, metrics }: { readonly log: Logger; readonly now: () => Date; readonly metrics: Registry },
): Promise<{ readonly watch: CertificateWatch; stop(): void }> {
  const warn = (sentence: string): void => log.warn(sentence)
  for (const problem of identityProblems(identity.certificates, now())) warn(problem)
  const { seal } = identity.operator
  const silent = seal && (await trySealKey(seal))
  // A signing service may come up after us: what needs no signature works meanwhile.
  if (silent !== undefined) log.error(`QSEAL: ${silent}. Banks that want signatures are out of reach.`)
  const watch = watchCertificates(identity.certificates, now, warn)
  watch.check()
  const timer = setInterval(() => watch.check(), HOUR_MS)
  timer.unref()
  new Gauge({
    ...metricOf('raccord_certificate_expiry_seconds'),
    registers: [metrics],
    collect() {
      for (const { use, secondsLeft } of watch.lives()) this.set({ certificate: use.toLowerCase() }, secondsLeft)
    },
  })
  return { watch, stop: () => clearInterval(timer) }
}
