import { idIn, providerOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute } from '../define-route.ts'
import { presentProvider } from '../present/provider.ts'

export const getProvider = defineRoute({
  method: 'GET',
  path: '/v2.1/providers/:id',
  operationId: 'getProvider',
  tag: 'Providers',
  summary: 'Read a bank',
  access: { kind: 'any_token' },
  params: z.object({ id: idIn }),
  answer: { status: 200, description: 'The bank.', schema: providerOut },
  errors: ['not_found'],
  async handle({ params, request }, context) {
    const provider = context.catalogue.find(params.id)
    if (provider === undefined) throw new ApiError('not_found')
    return {
      body: presentProvider(provider, {
        health: await context.health.of(provider.id),
        apiBase: context.bases().api,
        locale: requestLocale(request.headers['accept-language']),
      }),
    }
  },
})
