import { providerOut, providersQuery } from '@raccord/contract/wire'
import { searchProviders } from '@raccord/widget'
import { z } from 'zod'
import { requestLocale } from '../../request-locale.ts'
import { defineRoute } from '../define-route.ts'
import { presentProvider } from '../present/provider.ts'

export const listProviders = defineRoute({
  method: 'GET',
  path: '/v2.1/providers',
  operationId: 'listProviders',
  tag: 'Providers',
  summary: 'Search banks',
  access: { kind: 'any_token' },
  query: providersQuery,
  answer: {
    status: 200,
    description: 'Most used first; with `q` the best matches first, as the widget finds them.',
    schema: z.array(providerOut),
  },
  errors: [],
  async handle({ query, request }, context) {
    const all = context.catalogue.all()
    const found = (query.q?.trim() ? searchProviders(all, query.q) : all).filter(
      (provider) => !query.countries || provider.countries.some((code) => query.countries?.includes(code)),
    )
    const start = query.limit === undefined ? 0 : ((query.page ?? 1) - 1) * query.limit
    const page = found.slice(start, query.limit === undefined ? undefined : start + query.limit)
    const apiBase = context.bases().api
    const locale = requestLocale(request.headers['accept-language'])
    return {
      body: await Promise.all(
        page.map(async (provider) =>
          presentProvider(provider, { health: await context.health.of(provider.id), apiBase, locale }),
        ),
      ),
    }
  },
})
