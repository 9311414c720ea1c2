import { accessTokenMade, newAccessToken } from '@raccord/contract/wire'
import { issueFaceToken } from '../../../faces/issue-face-token.ts'
import { ApiError } from '../../errors.ts'
import { openings } from '../../faces/face-urls.ts'
import { defineRoute } from '../define-route.ts'
import { optionalIdFrom } from '../optional-id.ts'
import { presentAccessToken } from '../present/access-token.ts'
import { firstDayFrom, lastDayUntil } from '../present/day-date.ts'

export const createAccessToken = defineRoute({
  method: 'POST',
  path: '/v2.1/users/me/access_tokens',
  operationId: 'createAccessToken',
  tag: 'Access tokens',
  summary: 'Let an application of the person’s own read accounts',
  description:
    '`simplefin`: a setup token for applications that read SimpleFIN, claimed once within a day. `export`: private addresses of files (OFX, QIF, CSV, camt.053, JSON, beancount, hledger). `lunchflow` and `enable_banking`: address and key for applications that read those services, Firefly III’s importer and Securo among them. What opens it is in this answer and nowhere else. It lasts until it is revoked; with the user it ends, with a connection or account it shows no more of it.',
  access: { kind: 'user_token', scopes: ['accounts_read', 'transactions_read'], every: true },
  body: newAccessToken,
  answer: { status: 201, description: 'The token, with what opens it.', schema: accessTokenMade },
  errors: ['too_many_tokens'],
  async handle({ caller, body }, context) {
    const ids = body.account_ids?.map((text) => optionalIdFrom('account_ids', text) ?? 0)
    if (ids !== undefined) {
      const shared = new Set((await context.readModel.accounts(caller.userId, {})).map(({ id }) => id))
      if (!ids.every((id) => shared.has(id)))
        throw new ApiError('invalid_request', 'account_ids: names an account that this user does not share.')
    }
    const issued = await issueFaceToken(context, {
      userId: caller.userId,
      kind: body.kind,
      name: body.name,
      ...(ids === undefined ? {} : { accountIds: [...new Set(ids)] }),
      ...(body.start_date === undefined ? {} : { from: firstDayFrom(body.start_date) }),
      ...(body.end_date === undefined ? {} : { until: lastDayUntil(body.end_date) }),
    })
    if (issued === undefined) throw new ApiError('too_many_tokens')
    const { api } = context.bases()
    return { body: { ...presentAccessToken(issued.token), ...openings(api, issued.token, issued.secret) } }
  },
})
