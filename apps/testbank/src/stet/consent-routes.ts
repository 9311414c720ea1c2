import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import { TppError } from '../berlin-group/tpp-errors.ts'
import { consentOfToken } from '../oidc/reading.ts'
import type { AuthorizationServer } from '../oidc/server.ts'
import type { StetFace } from './face.ts'

const reference = z.object({
  iban: z.string().max(34).optional(),
  other: z.object({ identification: z.string().max(50), schemeName: z.string().max(10) }).optional(),
})
const access = z.object({
  balances: z.array(reference).max(200),
  transactions: z.array(reference).max(200),
  trustedBeneficiaries: z.boolean(),
  psuIdentity: z.boolean(),
})

/** `PUT /consents`: which accounts the PSU lets the TPP read. Replaces what an earlier call said. */
export function consentRoutes(app: FastifyInstance, bank: Bank, face: StetFace, server: AuthorizationServer): void {
  app.put('/consents', async (request, reply) => {
    const consent = await consentOfToken(bank, face.path, server, request)
    const body = access.safeParse(request.body)
    if (!body.success) throw new TppError('FORMAT_ERROR', `${body.error.issues[0]?.path.join('.')} is not valid.`)
    if (consent.status !== 'valid') throw new TppError('CONSENT_INVALID', 'The permission is not in force.')
    const names = (list: z.infer<typeof reference>[]) =>
      list.flatMap((one) => one.iban?.replaceAll(' ', '') ?? one.other?.identification ?? [])
    const [balances, transactions] = [names(body.data.balances), names(body.data.transactions)]
    if (face.asksConsent) {
      await bank.book.save({ ...consent, access: { model: 'detailed', accounts: [], balances, transactions } })
    }
    return reply.code(201).send({})
  })
}
