import type { FastifyInstance } from 'fastify'
import type { Demo } from './demo.ts'
import { textFields } from './form.ts'
import { accountsPage, spans } from './pages/accounts-page.ts'
import { transactionsPage } from './pages/transactions-page.ts'
import { readAccounts } from './read-accounts.ts'

const pageSize = 50

/** What was connected, read by API. */
export function dataRoutes(app: FastifyInstance, demo: Demo): void {
  app.get('/accounts', async (request, reply) => {
    const visitor = demo.visitor(request)
    if (!visitor) return reply.redirect(demo.base, 303)
    const { user } = visitor
    const [connections, accounts] = await Promise.all([user.listConnections(), user.listAccounts()])
    return accountsPage(demo.frame(visitor), connections, await readAccounts(user, accounts), demo.clock)
  })

  app.post('/clock', async (request, reply) => {
    const advance = textFields(request.body)['advance'] ?? ''
    if (demo.clock && demo.visitor(request) && Object.hasOwn(spans, advance))
      await demo.raccord.advanceSandboxClock({ advance })
    return reply.redirect(`${demo.base}/accounts`, 303)
  })

  app.get<{ Params: { id: string } }>('/accounts/:id', async (request, reply) => {
    const visitor = demo.visitor(request)
    if (!visitor) return reply.redirect(demo.base, 303)
    const accountId = request.params.id
    const page = Math.max(1, Number.parseInt(textFields(request.query)['page'] ?? '1', 10) || 1)
    const transactions = await visitor.user.listTransactions({ account_id: accountId, page, limit: pageSize })
    const more = transactions.length === pageSize
    return transactionsPage(demo.frame(visitor), { accountId, page, more, transactions })
  })
}
