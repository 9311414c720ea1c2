import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Bank, todayOf } from '../bank/bank.ts'
import type { Consent } from '../bank/consent.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { header } from '../berlin-group/tpp-headers.ts'
import { openConsent } from '../oidc/interaction.ts'
import type { AuthorizationServer, OAuthFace } from '../oidc/server.ts'
import { addDays, earlier } from '../scenario/day.ts'
import type { Version } from './face.ts'
import { WORDS } from './words.ts'

const dateTime = z.iso.datetime({ offset: true })
const body = z.strictObject({
  Data: z.strictObject({
    Permissions: z.array(z.string().max(50)).min(1).max(30),
    ExpirationDateTime: dateTime.optional(),
    TransactionFromDateTime: dateTime.optional(),
    TransactionToDateTime: dateTime.optional(),
  }),
  Risk: z.object({}),
})

/** `/account-access-consents`: made, read and ended with the TPP's own token. */
export function consentRoutes(
  app: FastifyInstance,
  bank: Bank,
  face: OAuthFace,
  server: AuthorizationServer,
  version: Version,
): void {
  type Id = { Params: { consentId: string } }

  app.post('/account-access-consents', async (request, reply) => {
    await ownToken(server, request)
    const read = body.safeParse(request.body)
    if (!read.success)
      throw new TppError('FORMAT_ERROR', 'The body is malformed.', { path: read.error.issues[0]?.path.join('.') ?? '' })
    const { Permissions, ExpirationDateTime } = read.data.Data
    const today = todayOf(bank)
    if (ExpirationDateTime !== undefined && ExpirationDateTime.slice(0, 10) < today)
      throw new TppError('FORMAT_ERROR', 'It would end before it begins.', { path: 'Data.ExpirationDateTime' })
    const consent = openConsent(
      bank,
      face,
      { model: 'bankOffered' },
      {
        requestedAccess: { Permissions, ExpirationDateTime },
        validUntil: earlier(ExpirationDateTime?.slice(0, 10) ?? addDays(today, 3650), addDays(today, 3650)),
      },
    )
    await bank.book.save(consent)
    return reply.code(201).send(present(bank, face, consent, version))
  })

  app.get<Id>('/account-access-consents/:consentId', async (request) => {
    await ownToken(server, request)
    return present(bank, face, known(bank, face, request.params.consentId), version)
  })

  app.delete<Id>('/account-access-consents/:consentId', async (request, reply) => {
    await ownToken(server, request)
    const consent = known(bank, face, request.params.consentId)
    if (consent.status === 'valid' || consent.status === 'received')
      await bank.book.save({ ...consent, status: 'terminatedByTpp', lastActionDay: todayOf(bank) })
    return reply.code(204).send()
  })
}

/** A token of the client-credentials grant; a person's is not good for this. */
async function ownToken(server: AuthorizationServer, request: FastifyRequest): Promise<void> {
  const [, token] = /^Bearer ([\w.~+/=-]{10,2000})$/i.exec(header(request, 'Authorization') ?? '') ?? []
  const found = token === undefined ? undefined : await (await server()).ClientCredentials.find(token)
  if (!found?.scope?.split(' ').includes('accounts')) throw new TppError('TOKEN_UNKNOWN', 'A client token is required.')
}

function known(bank: Bank, face: OAuthFace, id: string): Consent {
  const consent = bank.book.find(id)
  // The standard answers 400 here, since the id is part of the address (Read/Write Data API, status codes).
  if (consent?.face !== face.path) throw new TppError('CONSENT_UNKNOWN', 'No such consent.', { status: 400 })
  return consent
}

function present(bank: Bank, face: OAuthFace, consent: Consent, version: Version) {
  return {
    Data: {
      ConsentId: consent.id,
      CreationDateTime: new Date(consent.createdAt).toISOString(),
      Status: WORDS[version].status[consent.status],
      StatusUpdateDateTime: new Date(consent.authorisedAt ?? consent.createdAt).toISOString(),
      ...consent.requestedAccess,
    },
    Risk: {},
    Links: { Self: `${bank.origin()}${face.path}/v${version}/aisp/account-access-consents/${consent.id}` },
    Meta: { TotalPages: 1 },
  }
}
