import type { Fact } from './facts.ts'
import type { Journey } from './ports.ts'

/**
 * The revision that a page shows. Asking the bank in vain whether the person has confirmed in its app adds facts, but
 * changes nothing that he sees: a form of the page stays good, and the page need not be drawn again every three seconds.
 */
export function shownRevision({ facts, revision }: Pick<Journey, 'facts' | 'revision'>): number {
  let unseen = 0
  for (let at = facts.length - 1; at > 0; at -= 1) {
    const still = isPoll(facts[at]) || (isWait(facts[at]) && isPoll(facts[at - 1]))
    if (!still) break
    unseen += 1
  }
  return revision - unseen
}

const isPoll = (fact: Fact | undefined): boolean => fact?.kind === 'bank_called' && fact.call === 'poll'
const isWait = (fact: Fact | undefined): boolean => fact?.kind === 'bank_asks' && fact.what === 'wait'
