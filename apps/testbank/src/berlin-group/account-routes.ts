import type { FastifyInstance, FastifyRequest } from 'fastify'
import { resourceIdOf } from '../bank/access.ts'
import type { Bank } from '../bank/bank.ts'
import { bookedPage, pendingEntries } from '../bank/ledger.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { Face } from './face.ts'
import { linksOf } from './links.ts'
import { accountReference, presentAccount, presentBalances } from './present-account.ts'
import { presentEntry } from './present-entry.ts'
import { countReading, openedAccount, openReading, type Reading } from './reading.ts'
import { parseTransactionQuery, type TransactionQuery } from './transaction-query.ts'

type AccountPath = { Params: { accountId: string } }

/** `/v1/accounts…` or, with `card`, `/v1/card-accounts…`: the same calls under other names. */
export function accountRoutes(app: FastifyInstance, bank: Bank, face: Face, card: boolean): void {
  const links = linksOf(bank, face)
  const path = card ? '/v1/card-accounts' : '/v1/accounts'
  const key = card ? 'cardAccount' : 'account'

  const wantsBalance = ({ query }: FastifyRequest) =>
    typeof query === 'object' && query !== null && 'withBalance' in query && query.withBalance === 'true'

  app.get(path, async (request) => {
    const reading = await openReading(bank, face, request, !card)
    await countReading(bank, request, reading, 'accounts', path)
    const own = reading.accounts.filter(({ kind }) => (kind === 'CreditCard') === card)
    const withBalance = wantsBalance(request)
    return { [`${key}s`]: own.map((one) => presentAccount(links, reading.consent, one, reading.timeline, withBalance)) }
  })

  app.get<AccountPath>(`${path}/:accountId`, async (request) => {
    const reading = await openReading(bank, face, request)
    const account = openedAccount(reading, request.params.accountId, card)
    await countReading(bank, request, reading, 'accounts', `${account.uid} details`)
    return { [key]: presentAccount(links, reading.consent, account, reading.timeline, wantsBalance(request)) }
  })

  app.get<AccountPath>(`${path}/:accountId/balances`, async (request) => {
    const reading = await openReading(bank, face, request)
    const account = openedAccount(reading, request.params.accountId, card, 'balances')
    await countReading(bank, request, reading, 'balances', `${account.uid} balances`)
    const debit = card ? { debitAccounting: false } : {}
    return { [key]: accountReference(account), ...debit, balances: presentBalances(account, reading.timeline) }
  })

  app.get<AccountPath>(`${path}/:accountId/transactions`, async (request) => {
    const reading = await openReading(bank, face, request)
    const account = openedAccount(reading, request.params.accountId, card, 'transactions')
    const query = parseTransactionQuery(request.query, card)
    // Later pages belong to the read that began with the first one.
    const attempt = query.position === 0 ? `${account.uid} transactions` : `${account.uid} page ${query.position}`
    await countReading(bank, request, reading, 'transactions', attempt)
    const here = `${links.base()}${path.slice(3)}/${resourceIdOf(reading.consent, account)}`
    const report = transactionReport(reading, account, query, here, links.hrefs)
    const withBalance = query.withBalance ? { balances: presentBalances(account, reading.timeline) } : {}
    const list = card ? 'cardTransactions' : 'transactions'
    return {
      [key]: accountReference(account),
      ...(card ? { debitAccounting: false } : {}),
      [list]: report,
      ...withBalance,
    }
  })
}

function transactionReport(
  { timeline, scenario }: Reading,
  account: ScenarioAccount,
  query: TransactionQuery,
  accountHref: string,
  hrefs: (links: Record<string, string>) => unknown,
) {
  const { bookingStatus, from, to, position } = query
  const limit = Math.min(query.itemsPerPage ?? scenario.pageSize, scenario.pageSize)
  const page = bookingStatus === 'pending' ? undefined : bookedPage(account, timeline, { from, to }, position, limit)
  const booked = page?.entries.map((entry) => presentEntry(account, entry, true))
  // Pending entries come once, with the first page.
  const pending =
    bookingStatus === 'booked' || position > 0 ? undefined : pendingEntries(account, timeline, { from, to })
  const parameters = new URLSearchParams({ bookingStatus, dateFrom: from, ...(to ? { dateTo: to } : {}) })
  if (query.itemsPerPage) parameters.set('itemsPerPage', String(query.itemsPerPage))
  const first = `${accountHref}/transactions?${parameters}`
  const next: Record<string, string> = page?.next === undefined ? {} : { next: `${first}&position=${page.next}` }
  return {
    ...(booked ? { booked } : {}),
    ...(pending ? { pending: pending.map((entry) => presentEntry(account, entry, false)) } : {}),
    _links: hrefs({ account: accountHref, ...(position > 0 || page?.next ? { first } : {}), ...next }),
  }
}
