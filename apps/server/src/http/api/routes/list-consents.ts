import { consentOut, consentQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { signReceipt } from '../../../consent/sign-receipt.ts'
import { defineRoute } from '../define-route.ts'
import { optionalIdFrom } from '../optional-id.ts'
import { presentConsent } from '../present/consent.ts'

export const listConsents = defineRoute({
  method: 'GET',
  path: '/v2.1/consents',
  operationId: 'listConsents',
  tag: 'Consents',
  summary: 'Read what the user agreed to and ended, with signed receipts',
  description:
    'The newest first: what was shown, what was agreed to, when and until when, what banks granted on it and how that ended. Records stay when a connection goes.',
  access: { kind: 'user_token', scopes: ['connections_manage', 'accounts_read'] },
  query: consentQuery,
  answer: { status: 200, description: 'A page of them.', schema: z.array(consentOut) },
  errors: [],
  async handle({ caller, query }, context) {
    const connectionId = optionalIdFrom('connection_id', query.connection_id)
    const found = await context.consents.list(caller.userId, {
      page: query.page ?? 1,
      limit: query.limit ?? 100,
      connectionId,
    })
    if (found.length === 0) return { body: [] }
    const signer = await context.signingKeys.signer()
    const about = { issuer: context.bases().api, at: context.clock.now() }
    const body = found.map(async (consent) => {
      const shown = presentConsent(consent, context.catalogue.find(consent.providerId))
      return { ...shown, receipt: await signReceipt(signer, consent, { ...about, body: shown }) }
    })
    return { body: await Promise.all(body) }
  },
})
