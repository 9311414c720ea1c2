import { transactionOut, transactionsQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute } from '../define-route.ts'
import { optionalIdFrom } from '../optional-id.ts'
import { firstDayFrom, lastDayUntil } from '../present/day-date.ts'
import { presentTransaction } from '../present/transaction.ts'
import { readCursor, writeCursor } from '../transaction-cursor.ts'

export const listTransactions = defineRoute({
  method: 'GET',
  path: '/v2.1/transactions',
  operationId: 'listTransactions',
  tag: 'Transactions',
  summary: 'List transactions of shared accounts',
  description:
    'Ordered by import date ascending, then id descending. `page` is counted from 1, and past the end the answer is an empty list. For long lists follow `Link: <…>; rel="next"`: it costs the same on every page.',
  access: { kind: 'user_token', scopes: ['transactions_read'] },
  query: transactionsQuery,
  answer: { status: 200, description: 'A page of them.', schema: z.array(transactionOut) },
  errors: [],
  async handle({ caller, query, request }, context) {
    const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor)
    if (query.cursor !== undefined && cursor === undefined) {
      throw new ApiError('invalid_request', 'cursor: is not one that a Link header gave.')
    }
    const page = await context.readModel.transactions(caller.userId, {
      accountId: optionalIdFrom('account_id', query.account_id),
      from: query.start_date === undefined ? undefined : firstDayFrom(query.start_date),
      to: query.end_date === undefined ? undefined : lastDayUntil(query.end_date),
      importedFrom: query.start_import_date === undefined ? undefined : new Date(query.start_import_date * 1000),
      amount: query.amount,
      minAmount: query.min_amount,
      maxAmount: query.max_amount,
      accountTypes: query.account_type,
      categories: query.category_id,
      origins: query.origin,
      statuses: query.included_statuses,
      excludedStatuses: query.excluded_statuses,
      cursor,
      page: query.page,
      limit: query.limit,
    })
    const locale = requestLocale(request.headers['accept-language'])
    const body = page.transactions.map((row) => presentTransaction(row, locale))
    if (page.next === undefined) return { body }
    const next = new URL(`${context.bases().api}/v2.1/transactions`)
    next.search = new URL(request.url, next).search
    next.searchParams.delete('page')
    next.searchParams.set('cursor', writeCursor(page.next))
    return { body, headers: { link: `<${next.href}>; rel="next"` } }
  },
})
