import { idIn, transactionOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { presentTransaction } from '../present/transaction.ts'

export const getTransaction = defineRoute({
  method: 'GET',
  path: '/v2.1/transactions/:id',
  operationId: 'getTransaction',
  tag: 'Transactions',
  summary: 'Read a transaction',
  access: { kind: 'user_token', scopes: ['transactions_read'] },
  params: z.object({ id: idIn }),
  answer: { status: 200, description: 'The transaction.', schema: transactionOut },
  errors: ['not_found'],
  async handle({ caller, params, request }, context) {
    const row = await context.readModel.transaction(caller.userId, idFrom(params.id))
    if (row === undefined) throw new ApiError('not_found')
    return { body: presentTransaction(row, requestLocale(request.headers['accept-language'])) }
  },
})
