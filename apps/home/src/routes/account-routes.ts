import type { AccountOut } from '@raccord/contract/wire'
import { historyOf } from '../chart/history.ts'
import { textFields } from '../form.ts'
import type { Home, MemberVisit } from '../home.ts'
import { addDays, dayOf } from '../messages/format.ts'
import { noteBalances } from '../note-balances.ts'
import { accountPage } from '../pages/account-page.ts'
import { newestFirst } from '../pages/entry-rows.ts'
import { counted, type Overview, overviewPage, spans } from '../pages/overview-page.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

const shownEntries = 50

/** Accounts, and what each held. */
export function accountRoutes(home: Home, own: OwnRoutes): void {
  own.get('/', async (visit, request) => {
    const months = monthsOf(request.query)
    const [connections, accounts, entries, others] = await Promise.all([
      visit.api.as((token, raccord) => raccord.connections(token, visit.locale)),
      visit.api.accounts(),
      visit.api.entries(visit.locale),
      sharedByOthers(home, visit),
    ])
    await noteBalances(home, visit.member.id, accounts)
    const span = spanOf(home, months)
    const noted = await home.balances.since(visit.member.id, span.from)
    const histories = counted(accounts).map((account) => historyOf(account, noted, entries, span))
    const now = Math.floor(home.now.getTime() / 1000)
    const newPasskeys = (await home.passkeys.list(visit.member.id)).filter(({ seen }) => !seen)
    return overviewPage(visit, { connections, accounts, histories, months, now, others, newPasskeys })
  })

  own.get('/accounts/:id', async (visit, request) => {
    const { id = '' } = textFields(request.params)
    const found = await findAccount(home, visit, id)
    if (!found) return notFound
    const { account, ownerId } = found
    const api = home.api(ownerId)
    const months = monthsOf(request.query)
    const span = spanOf(home, months)
    const [connections, entries, noted, shared] = await Promise.all([
      api.as((token, raccord) => raccord.connections(token, visit.locale)),
      api.entries(visit.locale),
      home.balances.since(ownerId, span.from),
      home.balances.shared(ownerId),
    ])
    return accountPage(visit, {
      ...{ account, months },
      bank: connections.find((connection) => connection.id === account.connection_id)?.name ?? '',
      history: historyOf(account, noted, entries, span),
      entries: newestFirst(entries.filter(({ account_id }) => account_id === id)).slice(0, shownEntries),
      own: ownerId === visit.member.id,
      shared: shared.has(id),
    })
  })

  for (const share of [true, false])
    own.post(`/accounts/:id/${share ? 'share' : 'unshare'}`, async (visit, request) => {
      const { id = '' } = textFields(request.params)
      const mine = await visit.api.accounts()
      if (!mine.some((account) => account.id === id)) return notFound
      await home.balances.setShared(visit.member.id, id, share)
      return { redirect: `/home/accounts/${id}` }
    })
}

/** One's own, or one that another member shares with the household. */
async function findAccount(
  home: Home,
  visit: MemberVisit,
  id: string,
): Promise<{ account: AccountOut; ownerId: string } | undefined> {
  const mine = (await visit.api.accounts()).find((account) => account.id === id)
  if (mine) return { account: mine, ownerId: visit.member.id }
  for (const member of await home.members.list()) {
    if (member.id === visit.member.id || !(await home.balances.shared(member.id)).has(id)) continue
    const account = (await home.api(member.id).accounts()).find((one) => one.id === id)
    if (account) return { account, ownerId: member.id }
  }
  return undefined
}

async function sharedByOthers(home: Home, visit: MemberVisit): Promise<Overview['others']> {
  const others = (await home.members.list()).filter(({ id }) => id !== visit.member.id)
  const views = await Promise.all(
    others.map(async ({ id, name }) => {
      const shared = await home.balances.shared(id)
      if (shared.size === 0) return { name, accounts: [] }
      return { name, accounts: (await home.api(id).accounts()).filter((account) => shared.has(account.id)) }
    }),
  )
  return views.filter(({ accounts }) => accounts.length > 0)
}

const monthsOf = (query: unknown): number =>
  spans.find((span) => String(span) === textFields(query)['months']) ?? spans[1]

function spanOf(home: Home, months: number): { from: string; today: string } {
  const today = dayOf(home.now.getTime() / 1000)
  return { today, from: addDays(today, -Math.round(months * 30.44)) }
}
