import type { BankAccount } from '@raccord/connector-kit'
import type { KnownAccount } from '../accounts/account-store.ts'
import { isSupported, matchAccounts, type SupportedAccount, sameAtBank } from '../accounts/identity.ts'
import type { JourneyState } from './state.ts'

/** An account that is there, and whose it is. */
export interface ComparableAccount extends KnownAccount {
  readonly connectionId: number
}

export type Comparison =
  | { readonly kind: 'keep' }
  | { readonly kind: 'same_bank'; readonly connectionId: number; readonly same: readonly number[] }
  | {
      readonly kind: 'other_login'
      readonly twin?: { readonly connectionId: number; readonly same: readonly number[] }
    }

/**
 * With which of the accounts that are there a new permission of this channel is to be compared; with none, nothing needs to be
 * read. A renewal: the connection's own, once this channel has shown any. A new connection: those of the others. A further
 * channel of a connection that this journey made may show other accounts with good reason.
 */
export function comparableWith(
  { existing, connectionId }: Pick<JourneyState, 'existing' | 'connectionId'>,
  definitionId: string,
  known: readonly ComparableAccount[],
): readonly ComparableAccount[] {
  if (existing) {
    const own = known.filter((account) => account.connectionId === connectionId)
    return own.some((account) => account.definitionId === definitionId) ? own : []
  }
  return connectionId === undefined ? reachable(known, definitionId) : []
}

/**
 * Whose login it is. `listed` is undefined where the bank did not say, and absence is never emptiness: without a single account
 * that we could read, or with one that we could not, nobody is called another person.
 */
export function compare(
  state: Pick<JourneyState, 'existing' | 'connectionId'>,
  definitionId: string,
  known: readonly ComparableAccount[],
  listed: { readonly accounts: readonly BankAccount[]; readonly complete: boolean } | undefined,
): Comparison {
  const own = comparableWith(state, definitionId, known)
  const found = listed?.accounts.filter(isSupported) ?? []
  if (own.length === 0 || found.length === 0) return { kind: 'keep' }
  if (!state.existing) {
    const twin = twinOf(own, found)
    return twin ? { kind: 'same_bank', ...twin } : { kind: 'keep' }
  }
  if (!listed?.complete || matchAccounts(own, found).some((match) => match.known)) return { kind: 'keep' }
  const others = known.filter((account) => account.connectionId !== state.connectionId)
  const twin = twinOf(reachable(others, definitionId), found)
  return { kind: 'other_login', ...(twin ? { twin } : {}) }
}

/** Of several connections the one with most of these accounts, the oldest of them. */
function twinOf(known: readonly ComparableAccount[], found: readonly SupportedAccount[]) {
  const byConnection = new Map<number, number[]>()
  for (const { id, connectionId } of sameAtBank(known, found)) {
    byConnection.set(connectionId, [...(byConnection.get(connectionId) ?? []), id])
  }
  const [best] = [...byConnection].toSorted(([a, one], [b, other]) => other.length - one.length || a - b)
  return best && { connectionId: best[0], same: best[1] }
}

/** What the person deleted is not there for him; what another channel reads would not be renewed by this one. */
function reachable(known: readonly ComparableAccount[], definitionId: string): ComparableAccount[] {
  return known.filter((account) => account.status !== 'DELETED' && account.definitionId === definitionId)
}
