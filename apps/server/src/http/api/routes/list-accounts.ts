import { accountOut, accountsQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { optionalIdFrom } from '../optional-id.ts'
import { presentAccount } from '../present/account.ts'

export const listAccounts = defineRoute({
  method: 'GET',
  path: '/v2.1/accounts',
  operationId: 'listAccounts',
  tag: 'Accounts',
  summary: 'List the accounts that the user shares',
  access: { kind: 'user_token', scopes: ['accounts_read'] },
  query: accountsQuery,
  answer: { status: 200, description: 'All that fit, or a page of them.', schema: z.array(accountOut) },
  errors: [],
  async handle({ caller, query }, context) {
    const rows = await context.readModel.accounts(caller.userId, {
      connectionId: optionalIdFrom('connection_id', query.connection_id),
      types: query.type,
      statuses: query.status,
      usages: query.usage,
      text: query.q,
      sort: query.sort,
      page: query.page,
      limit: query.limit,
    })
    return { body: rows.map(presentAccount) }
  },
})
