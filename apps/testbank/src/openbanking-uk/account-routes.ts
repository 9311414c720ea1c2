import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { resourceIdOf } from '../bank/access.ts'
import type { Bank } from '../bank/bank.ts'
import { bookedPage, pendingEntries } from '../bank/ledger.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { accountOf, consentOfToken, countRead, openTokenReading, type TokenReading } from '../oidc/reading.ts'
import type { AuthorizationServer, OAuthFace } from '../oidc/server.ts'
import type { Version } from './face.ts'
import { presentAccount, presentBalances, presentEntry } from './present.ts'

type AccountPath = { Params: { accountId: string } }
type Permission = 'ReadAccountsDetail' | 'ReadBalances' | 'ReadTransactionsDetail'

const dateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/)
const transactionQuery = z.looseObject({
  fromBookingDateTime: dateTime.optional(),
  toBookingDateTime: dateTime.optional(),
  /** Our own: position to go on from, only ever taken from `Links.Next`. */
  page: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

/** `/accounts`, its balances and its transactions, with the person's token. */
export function accountRoutes(
  app: FastifyInstance,
  bank: Bank,
  { path }: OAuthFace,
  server: AuthorizationServer,
  version: Version,
): void {
  const base = () => `${bank.origin()}${path}/v${version}/aisp`
  const answer = (data: object, self: string, next?: string) => ({
    Data: data,
    Links: { Self: `${base()}${self}`, ...(next === undefined ? {} : { Next: `${base()}${next}` }) },
    Meta: {},
  })
  const open = async (request: FastifyRequest, needs: Permission, list = false): Promise<TokenReading> => {
    const consent = await consentOfToken(bank, path, server, request)
    const granted = z.array(z.string()).safeParse(consent.requestedAccess['Permissions']).data ?? []
    if (!granted.includes(needs)) throw new TppError('SERVICE_BLOCKED', `The consent has no ${needs}.`)
    return openTokenReading(bank, consent, request, 'x-fapi-customer-ip-address', list)
  }

  app.get('/accounts', async (request) => {
    const reading = await open(request, 'ReadAccountsDetail', true)
    await countRead(bank, reading, 'accounts', '/accounts')
    return answer({ Account: reading.accounts.map((one) => presentAccount(reading, one, version)) }, '/accounts')
  })

  app.get<AccountPath>('/accounts/:accountId', async (request) => {
    const reading = await open(request, 'ReadAccountsDetail')
    const account = accountOf(reading, request.params.accountId)
    return answer({ Account: [presentAccount(reading, account, version)] }, `/accounts/${request.params.accountId}`)
  })

  app.get<AccountPath>('/accounts/:accountId/balances', async (request) => {
    const reading = await open(request, 'ReadBalances')
    const account = accountOf(reading, request.params.accountId)
    await countRead(bank, reading, 'balances', `${account.uid} balances`)
    const self = `/accounts/${request.params.accountId}/balances`
    return answer({ Balance: presentBalances(reading, account, version) }, self)
  })

  app.get<AccountPath>('/accounts/:accountId/transactions', async (request) => {
    const reading = await open(request, 'ReadTransactionsDetail')
    const account = accountOf(reading, request.params.accountId)
    const query = transactionQuery.safeParse(request.query)
    if (!query.success)
      throw new TppError('FORMAT_ERROR', 'A parameter is malformed.', {
        path: query.error.issues[0]?.path.join('.') ?? '',
      })
    const { fromBookingDateTime, toBookingDateTime, page: position } = query.data
    const period = { from: fromBookingDateTime?.slice(0, 10), to: toBookingDateTime?.slice(0, 10) }
    // Later pages belong to the read that began with the first one.
    const attempt = position === 0 ? `${account.uid} transactions` : `${account.uid} page ${position}`
    await countRead(bank, reading, 'transactions', attempt)
    const { scenario, timeline, consent } = reading
    const page = bookedPage(account, timeline, period, position, scenario.pageSize)
    const pending = position > 0 ? [] : pendingEntries(account, timeline, period)
    const id = resourceIdOf(consent, account)
    const Transaction = [
      ...page.entries.map((one) => presentEntry(id, account, one, true, version, bank.clock.now())),
      ...pending.map((one) => presentEntry(id, account, one, false, version, bank.clock.now())),
    ]
    const self = `/accounts/${id}/transactions`
    const kept = new URLSearchParams({
      ...(fromBookingDateTime ? { fromBookingDateTime } : {}),
      ...(toBookingDateTime ? { toBookingDateTime } : {}),
      page: String(page.next ?? 0),
    })
    return answer({ Transaction }, self, page.next === undefined ? undefined : `${self}?${kept}`)
  })
}
