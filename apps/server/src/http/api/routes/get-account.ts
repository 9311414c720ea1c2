import { accountOut, idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { presentAccount } from '../present/account.ts'

export const getAccount = defineRoute({
  method: 'GET',
  path: '/v2.1/accounts/:id',
  operationId: 'getAccount',
  tag: 'Accounts',
  summary: 'Read an account',
  access: { kind: 'user_token', scopes: ['accounts_read'] },
  params: z.object({ id: idIn }),
  answer: { status: 200, description: 'The account.', schema: accountOut },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const [account] = await context.readModel.accounts(caller.userId, { id: idFrom(params.id) })
    if (account === undefined) throw new ApiError('not_found')
    return { body: presentAccount(account) }
  },
})
