import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import { challengeAt, controlNumber, decisionOf } from '../bank/challenge-flow.ts'
import type { Authorisation, Consent } from '../bank/consent.ts'
import { brandOf } from '../brands/brand.ts'
import { type AppState, appPage } from './app-page.ts'
import { isForeign } from './is-foreign.ts'
import { messagesFor, sendNotice, sendPage } from './page-answer.ts'
import { scenarioOf } from './visit-view.ts'

type AppPath = { Params: { id: string } }
const answer = z.looseObject({ decision: z.enum(['approve', 'refuse']) })

/** `/app/<id>`: the app on the PSU's phone, where a request (PUSH_OTP) is approved or refused. */
export function appRoutes(app: FastifyInstance, bank: Bank): void {
  const show = async (request: FastifyRequest<AppPath>, reply: FastifyReply) => {
    const found = bank.book.findAuthorisation(request.params.id)
    if (!found) return sendNotice(request, reply, 'link_unknown')
    const [consent, authorisation] = found
    const state = await stateOf(bank, consent, authorisation)
    const action = `/app/${authorisation.id}`
    const page = appPage(messagesFor(request), state, controlNumber(authorisation), action)
    return sendPage(request, reply, { ...page, brand: brandOf(consent.face) })
  }

  app.get<AppPath>('/app/:id', show)

  app.post<AppPath>('/app/:id', async (request, reply) => {
    const form = answer.safeParse(request.body)
    if (isForeign(bank, request) || !form.success) return sendNotice(request, reply, 'bad_request')
    const [consent, authorisation] = bank.book.findAuthorisation(request.params.id) ?? []
    // An old page, a second click: the answer that counts is the first one.
    if (consent && authorisation && (await stateOf(bank, consent, authorisation)) === 'open') {
      const decision = form.data.decision === 'approve' ? 'approved' : 'refused'
      await bank.book.save(withAuthorisation(consent, { ...authorisation, decision }))
    }
    return await show(request, reply)
  })
}

async function stateOf(bank: Bank, consent: Consent, authorisation: Authorisation): Promise<AppState> {
  const { decision, status } = authorisation
  if (status !== 'started' || consent.status !== 'received') {
    return decision ?? (status === 'finalised' ? 'approved' : 'nothing')
  }
  const scenario = await scenarioOf(bank, authorisation)
  const challenge = scenario && challengeAt(scenario, authorisation)
  if (!challenge || authorisation.sentAt === undefined) return 'nothing'
  const decided = decisionOf(bank, challenge, authorisation)
  if (decided) return decided
  return challenge.approval.decision === 'ask' ? 'open' : 'itself'
}
