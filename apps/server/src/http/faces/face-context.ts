import type { FastifyRequest } from 'fastify'
import type { FaceKind, FaceToken } from '../../faces/face-token.ts'
import { readFaceToken } from '../../faces/issue-face-token.ts'
import type { ApiContext } from '../api/api-context.ts'
import { ClientSecretLimit } from '../client-secret-limit.ts'
import { MOST_READS, ReadPace } from './read-pace.ts'

export interface FaceContext
  extends Pick<
    ApiContext,
    'bankDomains' | 'bases' | 'catalogue' | 'clock' | 'faceSessions' | 'faceTokens' | 'readModel' | 'tokensPage'
  > {
  /** Codes and secrets that are no token of ours, by network. */
  readonly guesses: ClientSecretLimit
  readonly pace: ReadPace
}

export function createFaceContext(api: ApiContext): FaceContext {
  const { bankDomains, bases, catalogue, clock, faceSessions, faceTokens, readModel, tokensPage } = api
  return {
    ...{ bankDomains, bases, catalogue, clock, faceSessions, faceTokens, readModel },
    tokensPage,
    guesses: new ClientSecretLimit(api, api.failureLimits?.clientSecrets ?? 20, 'face token'),
    pace: new ReadPace(clock, api.failureLimits?.faceReads ?? MOST_READS),
  }
}

/**
 * The token that a request's secret opens; `undefined` for none of ours.
 * @throws ApiError `rate_limited` for who guesses, and for a reader that asks without end
 */
export async function tokenOfRequest(
  context: FaceContext,
  request: FastifyRequest,
  kind: FaceKind,
  secret: string,
): Promise<FaceToken | undefined> {
  const token = await context.guesses.check({ clientId: kind, secret, ip: request.ip }, () =>
    readFaceToken(context, kind, secret),
  )
  if (token) context.pace.take(token.id)
  return token
}
