import type { JourneyState, LegState } from './state.ts'

/**
 * Wrong numbers in a journey before there is no QR code any more: three of nine hundred thousand (NIST SP 800-63B-4 §3.1.3.1
 * wants six digits and bounded tries).
 */
export const mostWrongNumbers = 3

/** Phones that came to one leg and were not let in. */
const mostPhones = 3

export function triesLeft({ wrongNumbers }: Pick<JourneyState, 'wrongNumbers'>): number {
  return Math.max(0, mostWrongNumbers - wrongNumbers)
}

/** Whether a phone may come by a QR code still. */
export function phoneWelcome(state: JourneyState, { phonesRefused = 0 }: LegState): boolean {
  return triesLeft(state) > 0 && phonesRefused < mostPhones
}
