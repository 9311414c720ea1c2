import * as fc from 'fast-check'
import { endpoints, parameters } from '../../packages/contract/src/parameters.ts'
import { hostileHeaders, hostileText } from './hostile.ts'
import { type FuzzRequest, type Known, queryOf } from './operations.ts'

const link = ['session_id', 'connection_id', 't', ...Object.keys(parameters)]
const signIn = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
]
const form = [
  ...[
    'session_id',
    't',
    'page',
    'do',
    'provider_id',
    'definition_id',
    'answer',
    'id',
    'accounts',
    'number',
    'terms_version',
  ],
  ...['f_login', 'f_password', 'f_constructor', '__proto__'],
]

/** Pages, forms and files of the widget, by path; `*` is anything. */
const pages: readonly (readonly [method: 'GET' | 'POST', path: string, names: readonly string[]])[] = [
  ...endpoints.flatMap((endpoint) => [
    ['GET', `/v2.1/widget/${endpoint}`, link] as const,
    ['GET', `/widget/${endpoint}`, link] as const,
  ]),
  ...['terms', 'professional-account'].flatMap((page) => [
    ['GET', `/widget/${page}`, link] as const,
    ['POST', `/widget/${page}`, [...form, 'company_name', 'country', 'registration_number', 'accept']] as const,
  ]),
  ...['journey', 'progress', 'phone', 'phone/progress', 'theme.css', 'providers.json', 'depart'].map(
    (page) => ['GET', `/v2.1/widget/${page}`, [...link, 'ticket', 'v', 'after', 'q', 'group']] as const,
  ),
  ['POST', '/v2.1/widget/journey', form],
  ['POST', '/v2.1/widget/phone', [...form, 'ticket']],
  ['GET', '/v2.1/widget/logo/*', []],
  ['GET', '/success', link],
  ['GET', '/signin', signIn],
  ['POST', '/signin', [...signIn, 'f_email', 'f_password']],
  ['GET', '/bank/callback/*', ['code', 'state', 'error', 'iss', 'id_token', 'response']],
  ['POST', '/bank/callback/*', ['proof', 'do', 'code', 'state']],
  ['POST', '/bank/confirm', ['proof', 'do']],
  ['GET', '/embed/*', []],
  ['GET', '/logos/*', []],
  ['GET', '/assets/*', []],
  ['GET', '/*', []],
  ['GET', '/gallery', ['locale', 'size', 'scheme', 'screen']],
  ['GET', '/gallery/*', ['locale', 'size']],
  ['GET', '/studio', ['elements_color', 'font', 'radius', 'scheme']],
  ['GET', '/compare', ['link', 'url', 'status']],
  ['POST', '/compare', ['link', 'url', 'provider_id']],
  ['GET', '/migration', ['days']],
  ['GET', '/docs/migration', []],
  ['GET', '/docs/search', ['q']],
  ['GET', '/docs/widget', ['endpoint', 'redirect_url', 'radius', 'font', 'countries']],
  ['GET', '/docs/guide/*', []],
  ['GET', '/packages/*', []],
  ['GET', '/demo', ['status']],
  ['GET', '/demo/*', ['connection_id']],
]

/** Requests of people's pages: known links, forms and returns with hostile parts. */
export function pageRequests(known: Known): fc.Arbitrary<FuzzRequest> {
  return fc.oneof(
    ...pages.map(([method, path, names]) =>
      fc
        .record({
          rest: fc.oneof(fc.constantFrom('100', '7.svg', 'v1.js', 'constructor', '__proto__', 'toString'), hostileText),
          given: queryOf(
            { known },
            names.map((name) => [name, undefined] as const),
          ),
          headers: hostileHeaders,
        })
        .map(({ rest, given, headers }): FuzzRequest => {
          const filled = path.replace('*', rest.isWellFormed() ? encodeURIComponent(rest) : '%ED%A0%80')
          if (method === 'GET') return { of: path, method, url: `${filled}?${given}`, headers }
          const type = { 'content-type': 'application/x-www-form-urlencoded' }
          return { of: `POST ${path}`, method, url: filled, headers: { ...headers, ...type }, payload: given }
        }),
    ),
  )
}
