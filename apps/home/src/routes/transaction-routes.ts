import { textFields } from '../form.ts'
import { newestFirst } from '../pages/entry-rows.ts'
import { transactionsPage } from '../pages/transactions-page.ts'
import { filtered, readFilter } from '../transaction-filter.ts'
import type { OwnRoutes } from './own-routes.ts'

/** All entries of a member, searched and narrowed. */
export function transactionRoutes(own: OwnRoutes): void {
  own.get('/transactions', async (visit, request) => {
    const query = textFields(request.query)
    const filter = readFilter(query)
    const [accounts, entries] = await Promise.all([visit.api.accounts(), visit.api.entries(visit.locale)])
    const categories = new Map(entries.map((entry) => [entry.category_id, entry.category?.label ?? entry.category_id]))
    return transactionsPage(visit, {
      ...{ filter, accounts },
      categories: [...categories]
        .map(([id, name]) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name, visit.locale)),
      found: newestFirst(filtered(entries, filter)),
      page: Math.max(1, Math.min(100_000, Number.parseInt(query['page'] ?? '1', 10) || 1)),
    })
  })
}
