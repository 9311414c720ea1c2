import { transactionChangesOut, transactionChangesQuery } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { requestLocale } from '../../request-locale.ts'
import { readChangeCursor, writeChangeCursor } from '../change-cursor-text.ts'
import { defineRoute } from '../define-route.ts'
import { presentTransaction } from '../present/transaction.ts'

export const listTransactionChanges = defineRoute({
  method: 'GET',
  path: '/v2.1/transactions/changes',
  operationId: 'listTransactionChanges',
  tag: 'Transactions',
  summary: 'What changed of the transactions since a cursor',
  description:
    'Without `since`, all that is there is `added`, page by page. Call again with `next_cursor` while `has_more` is true, and later to learn what came since. Each change is told once: several of one transaction between two readings count as one, in the form it has now. Nothing is passed over, whoever writes meanwhile. A cursor that is too old, of another user, or of a state from before the database was restored is answered by 410: forget what you have and begin again without `since`.',
  access: { kind: 'user_token', scopes: ['transactions_read'] },
  query: transactionChangesQuery,
  answer: { status: 200, description: 'The changes, and where to go on.', schema: transactionChangesOut },
  errors: ['cursor_gone'],
  async handle({ caller, query, request }, context) {
    const cursor = query.since === undefined ? undefined : readChangeCursor(query.since)
    if (query.since !== undefined && cursor === undefined) {
      throw new ApiError('invalid_request', 'since: is not a next_cursor of this call.')
    }
    const changes = await context.readModel.changes(caller.userId, { cursor, limit: query.limit })
    if (changes === 'gone') throw new ApiError('cursor_gone')
    const locale = requestLocale(request.headers['accept-language'])
    return {
      body: {
        added: changes.added.map((row) => presentTransaction(row, locale)),
        modified: changes.modified.map((row) => presentTransaction(row, locale)),
        removed: changes.removed.map(String),
        next_cursor: writeChangeCursor(changes.cursor),
        has_more: changes.more,
      },
    }
  },
})
