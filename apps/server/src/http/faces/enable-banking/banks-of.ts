import type { AccountView } from '../../../store/repositories/read-model.ts'
import { dayOf } from '../../../transactions/day.ts'
import type { FaceContext } from '../face-context.ts'
import type { Shown } from '../shown-accounts.ts'

/** A bank as the token shows it. Two connections to one bank are one bank. */
export interface Bank {
  readonly name: string
  /** Two letters each; never none. */
  readonly countries: readonly string[]
  readonly bic?: string
  readonly accounts: readonly AccountView[]
  /** Not one of its permissions is in force. */
  readonly ended: boolean
}

const over = new Set([
  'TOKEN_EXPIRED',
  'AUTH_FAILED',
  'PASSWORD_CHANGE_REQUIRED',
  'CHALLENGE_REQUIRED',
  'USER_ACTION_REQUIRED',
])

export function banksOf(
  { catalogue, clock }: Pick<FaceContext, 'catalogue' | 'clock'>,
  { accounts, connections }: Shown,
): Bank[] {
  const today = dayOf(clock.now())
  const banks = new Map<string, Bank>()
  for (const connection of connections) {
    const provider = catalogue.find(connection.provider_id)
    const name = provider?.name ?? connection.name
    const own = accounts.filter(({ connection_id }) => connection_id === connection.id)
    const told = provider?.countries.length ? provider.countries : own.flatMap(({ iban }) => iban?.slice(0, 2) ?? [])
    const used = connection.channels.filter(({ definition_id }) =>
      own.some((one) => one.definition_id === definition_id),
    )
    const ended =
      used.length > 0 &&
      used.every(({ status, consent_until: until }) => over.has(status) || (until !== null && until < today))
    const before = banks.get(name)
    banks.set(name, {
      name,
      countries: [...new Set([...(before?.countries ?? []), ...(told.length > 0 ? told : ['XX'])])],
      accounts: [...(before?.accounts ?? []), ...own],
      ended: ended && (before?.ended ?? true),
    })
  }
  return [...banks.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
