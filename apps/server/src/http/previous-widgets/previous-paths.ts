import { type Endpoint, endpoints } from '@raccord/contract'

/** Pages of the previous widgets that have no journey behind them. */
export const lonePages = { terms: '/widget/terms', professionalAccount: '/widget/professional-account' } as const

export function previousPath(endpoint: Endpoint): string {
  return `/widget/${endpoint}`
}

/**
 * What takes the place of each path: on the embed base, or on the API's. The terms are now a screen of every journey;
 * details of a business are read where the user is.
 */
export const successors: { readonly [path: string]: { readonly base: 'embed' | 'api'; readonly path: string } } = {
  ...Object.fromEntries(
    endpoints.map((endpoint) => [previousPath(endpoint), { base: 'embed', path: `/v2.1/widget/${endpoint}` }] as const),
  ),
  [lonePages.terms]: { base: 'embed', path: '/v2.1/widget/add_connection' },
  [lonePages.professionalAccount]: { base: 'api', path: '/v2.1/users/me' },
}
