import type { FastifyRequest } from 'fastify'
import { decodeProtectedHeader, importSPKI, jwtVerify } from 'jose'
import { z } from 'zod'
import type { FaceToken } from '../../../faces/face-token.ts'
import type { FaceContext } from '../face-context.ts'

/**
 * The application that signed a request (RS256, `kid`: its id). Its readers have issuer and audience of the service built in, and exactly these
 * two are taken. @throws ApiError `rate_limited`
 */
export async function applicationOf(context: FaceContext, request: FastifyRequest): Promise<FaceToken | undefined> {
  const given = /^Bearer ([\w-]{1,2000}\.[\w-]{1,2000}\.[\w-]{1,2000})$/.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) return undefined
  const guess = { clientId: 'enable_banking', secret: given, ip: request.ip }
  const token = await context.guesses.check(guess, () => verified(context, given))
  if (token === undefined) return undefined
  context.pace.take(token.id)
  await context.faceTokens.noteUse(token.id, context.clock.now())
  return token
}

async function verified({ faceTokens, clock }: FaceContext, jwt: string): Promise<FaceToken | undefined> {
  try {
    const { kid } = decodeProtectedHeader(jwt)
    const known = z.uuid().safeParse(kid).success ? await faceTokens.findApplication(String(kid)) : undefined
    if (!known) return undefined
    await jwtVerify(jwt, await importSPKI(known.publicKey, 'RS256'), {
      ...{ algorithms: ['RS256'], issuer: 'enablebanking.com', audience: 'api.enablebanking.com' },
      ...{ currentDate: clock.now(), clockTolerance: 60, maxTokenAge: 86_400, requiredClaims: ['exp', 'iat'] },
    })
    return known.token
  } catch {
    return undefined
  }
}
