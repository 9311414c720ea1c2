import type { Locale } from '@raccord/contract'
import type { FastifyRequest } from 'fastify'
import type { PersonEntry } from '../../store/repositories/person-data.ts'
import type { AccountView } from '../../store/repositories/read-model.ts'
import type { User } from '../../users/user.ts'
import type { ApiContext } from './api-context.ts'
import { connectionsOfCall } from './connections-of-call.ts'
import { presentAccessToken } from './present/access-token.ts'
import { presentAccount } from './present/account.ts'
import { presentConsent } from './present/consent.ts'
import { presentTransaction } from './present/transaction.ts'
import { toUnixSeconds } from './present/unix-seconds.ts'
import { presentUser } from './present/user.ts'

/** Entries in memory at a time, and records of consent. */
const PAGE = 500

interface Order {
  readonly user: User
  readonly clientId: string
  readonly request: FastifyRequest
  readonly locale: Locale
}

/** Everything that is kept of a person, as one JSON object in pieces; what the API shows is as the API shows it. */
export async function* personExport(context: ApiContext, order: Order): AsyncGenerator<string> {
  const { user, clientId, request, locale } = order
  const caller = { kind: 'user', clientId, userId: user.id } as const
  yield `{"export_date":${toUnixSeconds(context.clock.now())}`
  yield field('user', presentUser(user, await context.professional.find(user.id)))
  yield field('connections', await connectionsOfCall(context, caller, request))
  yield ',\n"accounts":['
  const accounts = await context.readModel.accounts(user.id, {})
  for (const [nth, account] of accounts.entries()) yield* accountIn(context, order, account, nth)
  yield ']'
  const hidden = await context.personData.hiddenAccounts(user.id)
  yield field(
    'accounts_not_shared',
    hidden.map(({ id, connection_id, number, iban, ...account }) => ({
      ...{ id: String(id), connection_id: String(connection_id), account_number: number },
      iban: iban ?? undefined,
      ...account,
    })),
  )
  yield ',\n"consents":['
  for (let page = 1; ; page += 1) {
    const consents = await context.consents.list(user.id, { page, limit: PAGE })
    const lines = consents.map((consent) =>
      JSON.stringify(presentConsent(consent, context.catalogue.find(consent.providerId))),
    )
    if (lines.length > 0) yield `${page === 1 ? '' : ','}\n${lines.join(',\n')}`
    if (consents.length < PAGE) break
  }
  yield ']'
  yield field('access_tokens', (await context.faceTokens.list(user.id)).map(presentAccessToken))
  yield '}\n'

  function field(name: string, value: unknown): string {
    return `,\n${JSON.stringify(name)}:${JSON.stringify(value)}`
  }

  async function* accountIn(
    { personData }: ApiContext,
    { user: { id: userId } }: Order,
    account: AccountView,
    nth: number,
  ): AsyncGenerator<string> {
    yield `${nth === 0 ? '' : ','}\n${JSON.stringify(presentAccount(account)).slice(0, -1)},"transactions":[`
    for (let after = 0; ; ) {
      const entries = await personData.entries(userId, account.id, after, PAGE)
      const lines = entries.map((entry) => JSON.stringify(entryOf(entry, locale)))
      if (lines.length > 0) yield `${after === 0 ? '' : ','}\n${lines.join(',\n')}`
      const last = entries.at(-1)
      if (!last || entries.length < PAGE) break
      after = last.id
    }
    yield ']}'
  }
}

function entryOf(entry: PersonEntry, locale: Locale): object {
  const { entry_reference, counterparty_iban, creditor_id, mandate_id, end_to_end_id, bank_code, original } = entry
  const further = { entry_reference, counterparty_iban, creditor_id, mandate_id, end_to_end_id, bank_code, original }
  const told = Object.entries(further).filter(([, value]) => value !== null && value !== undefined)
  return { ...presentTransaction(entry, locale), ...Object.fromEntries(told) }
}
