import type { Provider } from '@raccord/catalogue'
import { providerOut, providersQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { localeFrom } from '../present/locale.ts'
import { presentProvider } from '../present/provider.ts'

export const listProviders = defineRoute({
  method: 'GET',
  path: '/v2.1/providers',
  operationId: 'listProviders',
  tag: 'Providers',
  summary: 'Search banks',
  access: { kind: 'any_token' },
  query: providersQuery,
  answer: { status: 200, description: 'Most used first.', schema: z.array(providerOut) },
  errors: [],
  async handle({ query, request }, context) {
    const found = context.catalogue
      .all()
      .filter((provider) => matches(provider, query.q))
      .filter((provider) => !query.countries || provider.countries.some((code) => query.countries?.includes(code)))
    const start = query.limit === undefined ? 0 : ((query.page ?? 1) - 1) * query.limit
    const page = found.slice(start, query.limit === undefined ? undefined : start + query.limit)
    const apiBase = context.bases().api
    const locale = localeFrom(request.headers['accept-language'])
    return {
      body: await Promise.all(
        page.map(async (provider) =>
          presentProvider(provider, { health: await context.health.of(provider.id), apiBase, locale }),
        ),
      ),
    }
  },
})

function matches(provider: Provider, text: string | undefined): boolean {
  const wanted = folded(text ?? '').trim()
  return wanted === '' || [provider.name, ...provider.aliases].some((name) => folded(name).includes(wanted))
}

/** Without accents and case. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
