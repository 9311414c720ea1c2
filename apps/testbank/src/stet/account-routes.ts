import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mayRead, offeredAccounts, resourceIdOf } from '../bank/access.ts'
import type { Bank } from '../bank/bank.ts'
import { bookedPage, pendingEntries } from '../bank/ledger.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { accountOf, consentOfToken, countRead, openTokenReading, type TokenReading } from '../oidc/reading.ts'
import type { AuthorizationServer } from '../oidc/server.ts'
import { isDay } from '../scenario/day.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import type { StetFace } from './face.ts'
import { presentAccount, presentBalances, presentEntry } from './present.ts'

type AccountPath = { Params: { accountId: string } }

const transactionQuery = z.looseObject({
  dateFrom: z.string().refine(isDay).optional(),
  dateTo: z.string().refine(isDay).optional(),
  /** Our own: position to go on from, only ever taken from `_links.next`. */
  cursor: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

/** Accounts, balances, transactions, owners and the person (STET 1.4 §4, owners as from 1.6). */
export function accountRoutes(app: FastifyInstance, bank: Bank, face: StetFace, server: AuthorizationServer): void {
  const open = async (request: FastifyRequest, list = false): Promise<TokenReading> => {
    const consent = await consentOfToken(bank, face.path, server, request)
    const reading = await openTokenReading(bank, consent, request, 'PSU-IP-Address', list)
    // The list shows everything that may be named in a consent, also what none names yet.
    const accounts = face.asksConsent
      ? offeredAccounts({ ...reading.consent, access: { model: 'global' } }, reading.scenario)
      : reading.accounts
    return { ...reading, accounts }
  }
  const opened = (reading: TokenReading, id: string, what: 'balances' | 'transactions'): ScenarioAccount => {
    const account = accountOf(reading, id)
    if (!mayRead(reading.consent, account, what))
      throw new TppError('SERVICE_BLOCKED', `No access to ${what}.`, { status: 403 })
    return account
  }
  const nothing = (reply: FastifyReply) => reply.code(204).send()

  app.get('/accounts', async (request, reply) => {
    const reading = await open(request, true)
    await countRead(bank, reading, 'accounts', '/accounts')
    if (reading.accounts.length === 0) return nothing(reply)
    return {
      accounts: reading.accounts.map((one) => presentAccount(reading, one, face)),
      _links: { self: { href: '/v1/accounts' }, endUserIdentity: { href: '/v1/end-user-identity' } },
    }
  })

  app.get<AccountPath>('/accounts/:accountId/balances', async (request) => {
    const reading = await open(request)
    const account = opened(reading, request.params.accountId, 'balances')
    await countRead(bank, reading, 'balances', `${account.uid} balances`)
    const here = `/v1/accounts/${request.params.accountId}`
    return { balances: presentBalances(reading, account), _links: { self: { href: `${here}/balances` } } }
  })

  app.get<AccountPath>('/accounts/:accountId/transactions', async (request, reply) => {
    const reading = await open(request)
    const account = opened(reading, request.params.accountId, 'transactions')
    const query = transactionQuery.safeParse(request.query)
    if (!query.success) throw new TppError('FORMAT_ERROR', `${query.error.issues[0]?.path.join('.')} is not valid.`)
    const { dateFrom: from, dateTo: to, cursor } = query.data
    // Later pages belong to the read that began with the first one.
    const attempt = cursor === 0 ? `${account.uid} transactions` : `${account.uid} page ${cursor}`
    await countRead(bank, reading, 'transactions', attempt)
    const { scenario, timeline, consent } = reading
    const page = bookedPage(account, timeline, { from, to }, cursor, scenario.pageSize)
    const pending = cursor > 0 ? [] : pendingEntries(account, timeline, { from, to })
    const entries = [
      ...page.entries.map((one) => presentEntry(account, one, true)),
      ...pending.map((one) => presentEntry(account, one, false)),
    ]
    if (entries.length === 0) return nothing(reply)
    const here = `${bank.origin()}${face.path}/v1/accounts/${resourceIdOf(consent, account)}/transactions`
    const kept = new URLSearchParams({ ...(from ? { dateFrom: from } : {}), ...(to ? { dateTo: to } : {}) })
    if (page.next !== undefined) kept.set('cursor', String(page.next))
    const next = page.next === undefined ? {} : { next: { href: `${here}?${kept}` } }
    return { transactions: entries, _links: { self: { href: here }, ...next } }
  })

  app.get('/end-user-identity', async (request, reply) => {
    const reading = await open(request)
    if (reading.scenario.owner === '') return nothing(reply)
    return { connectedPsu: reading.scenario.owner, _links: { self: { href: '/v1/end-user-identity' } } }
  })

  if (face.owners) {
    app.get<AccountPath>('/accounts/:accountId/owners', async (request, reply) => {
      const reading = await open(request)
      const account = accountOf(reading, request.params.accountId)
      const name = account.owner || reading.scenario.owner
      return name === '' ? nothing(reply) : { owners: [{ name }], _links: { self: { href: request.url } } }
    })
  }

  app.get('/trusted-beneficiaries', async (request, reply) => {
    await open(request)
    return nothing(reply)
  })
}
