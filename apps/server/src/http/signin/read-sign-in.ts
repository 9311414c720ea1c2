import { isUserScope, type Scope, userScopes } from '@raccord/contract/wire'
import { type Client, type ClientStore, isClientId } from '../../clients/client.ts'
import { askScopesLeniently } from '../../tokens/ask-scopes.ts'
import { isSignInAddress, type SignInAnswer } from './client-address.ts'

/** What a client asks for at `GET /signin` (WIRE §2). */
export interface SignInRequest {
  readonly client: Client
  readonly redirectUri: string
  readonly state?: string
  readonly scopes: readonly Extract<Scope, (typeof userScopes)[number]>[]
  readonly codeChallenge?: string
  /** As they came, for the form to bring back. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

export type SignInReading =
  /** Nobody may be answered: the address is not the client's. Names the parameter. */
  | { readonly kind: 'refused'; readonly parameter: 'client_id' | 'redirect_uri' }
  | {
      readonly kind: 'answered'
      readonly client: Client
      readonly redirectUri: string
      readonly state?: string
      readonly answer: SignInAnswer
    }
  | { readonly kind: 'asked'; readonly request: SignInRequest }

/** Known names; what else a client sends is ignored (WIRE §1). */
const names = [
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'locale',
  'ui_locales',
] as const

type Name = (typeof names)[number]
type Values = { readonly [N in Name]?: string }

/** Reads a sign-in request, from the query or from the form that brings it back: both are checked alike. */
export async function readSignIn(clients: Pick<ClientStore, 'find'>, given: unknown): Promise<SignInReading> {
  const raw = (given ?? {}) as { readonly [name: string]: unknown }
  const values: Values = Object.fromEntries(
    names.flatMap((name) => (typeof raw[name] === 'string' && raw[name] !== '' ? [[name, raw[name]]] : [])),
  )
  const client =
    values.client_id !== undefined && isClientId(values.client_id) ? await clients.find(values.client_id) : undefined
  if (!client) return { kind: 'refused', parameter: 'client_id' }
  const { redirect_uri: redirectUri, state } = values
  if (redirectUri === undefined || !isSignInAddress(client, redirectUri))
    return { kind: 'refused', parameter: 'redirect_uri' }
  const to = { client, redirectUri, state }
  const twice = names.find((name) => Array.isArray(raw[name]))
  const wrong = twice === undefined ? problemOf(values) : invalid(`${twice}: was given twice.`)
  if (wrong) return { kind: 'answered', ...to, answer: wrong }
  const asked = askScopesLeniently(values.scope, userScopes)
  if (asked.kind === 'refused')
    return { kind: 'answered', ...to, answer: { error: 'invalid_scope', error_description: asked.description } }
  const parameters = names.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const challenge = values.code_challenge === undefined ? {} : { codeChallenge: values.code_challenge }
  return { kind: 'asked', request: { ...to, scopes: asked.scopes.filter(isUserScope), ...challenge, parameters } }
}

function problemOf(values: Values): SignInAnswer | undefined {
  if (values.response_type === undefined) return invalid('response_type: is missing; send code.')
  if (values.response_type !== 'code')
    return { error: 'unsupported_response_type', error_description: 'response_type: must be code.' }
  if ((values.response_mode ?? 'query') !== 'query') return invalid('response_mode: must be query.')
  if ((values.state ?? '').length > 2000) return invalid('state: must be at most 2000 characters.')
  if (values.code_challenge === undefined)
    return values.code_challenge_method === undefined ? undefined : invalid('code_challenge: is missing.')
  // Without a method the standard means plain (RFC 7636 §4.3), which protects against nobody who sees this request.
  if (values.code_challenge_method !== 'S256') return invalid('code_challenge_method: must be S256; plain is refused.')
  return /^[A-Za-z0-9_-]{43}$/.test(values.code_challenge)
    ? undefined
    : invalid('code_challenge: must be the base64url of a SHA-256, 43 characters.')
}

function invalid(description: string): SignInAnswer {
  return { error: 'invalid_request', error_description: description }
}
