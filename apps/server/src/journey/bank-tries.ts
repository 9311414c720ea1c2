import type { Counters } from '../attempts/counters.ts'
import type { Journey } from './ports.ts'

/** Credentials that go to a bank, typed or kept, and were refused there. */
export interface BankTries {
  /** Counted before the bank hears of them: of calls made at the same moment none is one too many. */
  take(journey: Pick<Journey, 'sessionHash' | 'userId'>, providerId: string): Promise<BankTry>
}

export type BankTry =
  /** Too many were wrong: the bank must not be asked before then. */
  | { readonly kind: 'refused'; readonly until: Date }
  | {
      readonly kind: 'counted'
      /** If this one is wrong as well: of this person at this bank, in a day. */
      readonly wrong: number
      /** It was not wrong. */
      giveBack(): Promise<void>
    }

/** Banks lock after three to five; what was right does not take back what was wrong, or a guesser would put his own between. */
const limits = {
  hour: { most: 5, seconds: 3600 },
  day: { most: 10, seconds: 86_400 },
  session: { most: 10, seconds: 86_400 },
} as const

/** From this many on the person is told that the bank may lock his access. */
export const lockWarningFrom = 3

export function createBankTries(counters: Counters): BankTries {
  return {
    async take({ sessionHash, userId }, providerId) {
      const keys = {
        hour: `bank tries hour ${userId} ${providerId}`,
        day: `bank tries day ${userId} ${providerId}`,
        session: `bank tries session ${Buffer.from(sessionHash).toString('hex')}`,
      }
      const taken: string[] = []
      const giveBack = () => counters.giveBack(taken)
      let wrong = 0
      for (const span of ['hour', 'day', 'session'] as const) {
        const { count, until } = await counters.add(keys[span], limits[span].seconds)
        taken.push(keys[span])
        if (count > limits[span].most) {
          await giveBack()
          return { kind: 'refused', until }
        }
        if (span === 'day') wrong = count
      }
      return { kind: 'counted', wrong, giveBack }
    },
  }
}
