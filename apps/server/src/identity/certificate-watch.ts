import type { HeldCertificate } from './load-identity.ts'

/** Days before the end at which the operator is told; from the last on, every day. */
export const alarmDays = [60, 30, 7] as const

const dayMs = 86_400_000

export interface CertificateLife {
  readonly use: HeldCertificate['use']
  readonly validUntil: Date
  /** Negative once expired. */
  readonly secondsLeft: number
}

export interface CertificateWatch {
  lives(): readonly CertificateLife[]
  /** Called at start and then every hour or so: warns when an alarm has been passed since the last call. */
  check(): void
}

/** A certificate that ends unnoticed cuts off every bank at once. */
export function watchCertificates(
  certificates: readonly HeldCertificate[],
  now: () => Date,
  warn: (sentence: string) => void,
): CertificateWatch {
  const told = new Map<HeldCertificate, number>()
  const lives = () =>
    certificates.map(({ use, facts }) => ({
      use,
      validUntil: facts.validUntil,
      secondsLeft: Math.floor((facts.validUntil.getTime() - now().getTime()) / 1000),
    }))
  return {
    lives,
    check() {
      for (const held of certificates) {
        const left = held.facts.validUntil.getTime() - now().getTime()
        const level = alarmLevel(left)
        if (level === undefined || told.get(held) === level) continue
        told.set(held, level)
        warn(sentenceOf(held, left))
      }
    },
  }
}

/** Which alarm has been reached: 60, 30, then each day from the seventh. `undefined`: none yet. */
function alarmLevel(leftMs: number): number | undefined {
  const days = Math.ceil(leftMs / dayMs)
  if (days <= alarmDays[2]) return days
  return alarmDays.findLast((alarm) => days <= alarm)
}

function sentenceOf({ use, file, facts }: HeldCertificate, leftMs: number): string {
  const end = facts.validUntil.toISOString().slice(0, 10)
  if (leftMs <= 0) return `The ${use} (${file}) expired on ${end}: banks refuse it.`
  const days = Math.ceil(leftMs / dayMs)
  return `The ${use} (${file}) ends on ${end}, in ${days === 1 ? 'one day' : `${days} days`}: have it renewed and restart.`
}
