import { Readable } from 'node:stream'
import { personExportOut, personExportQuery } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { exportFile, mediaTypeOf } from '../../faces/exports/export-file.ts'
import { shownAccounts } from '../../faces/shown-accounts.ts'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute } from '../define-route.ts'
import { personExport } from '../person-export.ts'

export const exportMe = defineRoute({
  method: 'GET',
  path: '/v2.1/users/me/export',
  operationId: 'exportMe',
  tag: 'Users',
  summary: 'Take away everything that is kept of the user',
  description:
    'Streamed. As JSON, all of it: the user, connections, accounts with their transactions in whatever state and what the bank told of each, accounts that are not shared, what was agreed to, access tokens. With `format` the booked transactions as a file that other programs read: OFX, QIF, CSV, camt.053 (`xml`), beancount, hledger.',
  access: { kind: 'user_token', scopes: ['accounts_read', 'transactions_read'], every: true },
  query: personExportQuery,
  answer: { status: 200, description: 'The file.', schema: personExportOut },
  errors: ['not_found'],
  async handle({ caller, query, request }, context) {
    const user = await context.users.find(caller.clientId, caller.userId)
    if (user === undefined) throw new ApiError('not_found')
    const name = query.format ?? 'json'
    const locale = requestLocale(request.headers['accept-language'])
    const headers = {
      'content-type': mediaTypeOf(name),
      'content-disposition': `attachment; filename="export.${name}"`,
      'x-content-type-options': 'nosniff',
    }
    if (name === 'json') {
      const order = { user, clientId: caller.clientId, request, locale }
      return { body: Readable.from(personExport(context, order)), headers }
    }
    const shown = await shownAccounts(context, { userId: user.id })
    const world = {
      readModel: context.readModel,
      now: context.clock.now(),
      bankName: (id: string) => context.catalogue.find(id)?.name,
    }
    const order = { name, userId: user.id, preset: 'spreadsheet', pending: false, ofxVersion: 2, locale } as const
    return { body: Readable.from(exportFile(world, order, shown)), headers }
  },
})
