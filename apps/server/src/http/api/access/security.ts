import { clientScopes, scopeMeanings, userScopes } from '@raccord/contract/wire'
import type { Access } from './caller.ts'

type Requirement = { [scheme: string]: string[] }

/** The OpenAPI security requirement of an access; alternatives are an OR. */
export function securityOf(access: Access): Requirement[] {
  switch (access.kind) {
    case 'public':
      return []
    case 'client_secret':
      // In the body instead: then the header is not needed.
      return [{ clientBasic: [] }, {}]
    case 'any_token':
      return [{ userToken: [] }, { clientToken: [] }]
    case 'user_token':
      return access.every ? [{ userToken: [...access.scopes] }] : alternatives('userToken', access.scopes)
    case 'client_token':
      return alternatives('clientToken', access.scopes)
  }
}

function alternatives(scheme: string, scopes: readonly string[]): Requirement[] {
  return scopes.length === 0 ? [{ [scheme]: [] }] : scopes.map((scope) => ({ [scheme]: [scope] }))
}

function meanings(scopes: readonly (keyof typeof scopeMeanings)[]): Record<string, string> {
  return Object.fromEntries(scopes.map((scope) => [scope, scopeMeanings[scope]]))
}

/** Relative to the server of the document: the auth base may have a URL of its own, said in the reference. */
export const securitySchemes = {
  userToken: {
    type: 'oauth2',
    flows: {
      password: { tokenUrl: '/token', refreshUrl: '/token', scopes: meanings(userScopes) },
      authorizationCode: {
        authorizationUrl: '/signin',
        tokenUrl: '/token',
        refreshUrl: '/token',
        scopes: meanings(userScopes),
      },
    },
  },
  clientToken: {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/token', scopes: meanings(clientScopes) } },
  },
  clientBasic: {
    type: 'http',
    scheme: 'basic',
    description: 'client_id and client_secret; also accepted in the body.',
  },
} as const
