import type { Fact } from './facts.ts'
import type { Journey } from './ports.ts'

/**
 * The revision that a page shows. Asking the bank in vain whether the person has confirmed in its app adds facts, but
 * changes nothing that he sees: a form of the page stays good, and the page need not be drawn again every three seconds. That the time
 * for an answer to the offer begins changes no form either: who presses just then is not told that he came too late.
 */
export function shownRevision({ facts, revision }: Pick<Journey, 'facts' | 'revision'>): number {
  let unseen = 0
  for (let at = facts.length - 1; at > 0; at -= 1) {
    const still = isPoll(facts[at]) || (isWait(facts[at]) && isPoll(facts[at - 1])) || isTold(facts[at], facts)
    if (!still) break
    unseen += 1
  }
  return revision - unseen
}

/** What comes by itself while the offer stands: its time, and the accounts that were chosen at the bank. */
const isTold = (fact: Fact | undefined, all: readonly Fact[]): boolean =>
  fact?.kind === 'offer_shown' ||
  (fact?.kind === 'accounts_chosen' && all.some((one) => one.kind === 'leg_authorised' && one.named === true))

const isPoll = (fact: Fact | undefined): boolean => fact?.kind === 'bank_called' && fact.call === 'poll'
const isWait = (fact: Fact | undefined): boolean => fact?.kind === 'bank_asks' && fact.what === 'wait'
