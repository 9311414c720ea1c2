import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openedAccounts } from '../bank/access.ts'
import { withAuthorisation } from '../bank/authorise.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import { newPageAuthorisation } from '../bank/page-authorisation.ts'
import { scenarioOfAct } from '../bank/second-act.ts'
import { derivedUuid, hashOf } from '../bank/secrets.ts'
import { isReturnAddress } from '../berlin-group/tpp-headers.ts'
import { openConsent } from '../oidc/interaction.ts'
import type { KnownApplication } from './applications.ts'
import { findAspsp, type Quirks, validityOf } from './aspsps.ts'
import { ServiceError } from './errors.ts'
import { presentAccount } from './present.ts'
import { FACE, grantsFor, type requested, sessionOf, statusOf } from './sessions.ts'

const start = z.object({
  access: z.object({ valid_until: z.iso.datetime({ offset: true }) }),
  aspsp: z.object({ name: z.string(), country: z.string() }),
  state: z.string().max(2000),
  redirect_url: z.string().max(2000),
  psu_type: z.enum(['personal', 'business']).default('personal'),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
})
const code = z.object({ code: z.string().min(1).max(200) })
type Id = { Params: { id: string } }

/** `POST /auth`, `POST /sessions` and the sessions themselves. The person's way leads over the bank's own pages. */
export function authRoutes(app: FastifyInstance, bank: Bank, who: (request: FastifyRequest) => KnownApplication): void {
  app.post('/auth', async (request) => {
    const application = who(request)
    const body = start.safeParse(request.body)
    if (!body.success) throw wrong(`${body.error.issues[0]?.path.join('.')} is not valid.`)
    const { access, aspsp: named, psu_type, redirect_url, state } = body.data
    const aspsp = findAspsp(named.name, named.country)
    if (!aspsp?.psuTypes.includes(psu_type)) throw new ServiceError(422, 'WRONG_ASPSP_PROVIDED', 'No such bank.')
    const allowed = application.redirectUrls
    if (!isReturnAddress(redirect_url) || (allowed !== 'any' && !allowed.includes(redirect_url)))
      throw new ServiceError(400, 'REDIRECT_URI_NOT_ALLOWED', 'The redirect URL is not registered.')
    const until = Date.parse(access.valid_until)
    const seconds = (until - bank.clock.now().getTime()) / 1000
    // The bank's clock is a little ahead of anybody's: the exact limit is too much.
    if (seconds > validityOf(aspsp) - 30)
      throw wrong(`The bank does not support consent validity more than ${validityOf(aspsp)} seconds.`)
    if (seconds <= 0) throw wrong('valid_until is over.')
    const { link, authorisation } = newPageAuthorisation(bank)
    const { page } = authorisation
    if (!page) throw new ServiceError(500, 'ASPSP_ERROR', 'The bank has no page.')
    const oauth = { clientId: application.id, redirectUri: redirect_url, state, codeChallenge: '' }
    const consent = openConsent(
      bank,
      { path: FACE },
      { model: 'bankOffered' },
      {
        requestedAccess: { application: application.id, aspsp: named, psu_type, valid_until: access.valid_until },
        validUntil: new Date(until).toISOString().slice(0, 10),
      },
    )
    await bank.book.save(withAuthorisation(consent, { ...authorisation, page: { ...page, oauth } }))
    return {
      url: `${bank.origin()}/sign-in/${link}`,
      authorization_id: derivedUuid('enable banking authorisation', consent.id),
      psu_id_hash: hashOf(`psu ${consent.id}`),
    }
  })

  app.post('/sessions', async (request) => {
    const application = who(request)
    const body = code.safeParse(request.body)
    const [consent, grant] = body.success ? (bank.book.findGrant(hashOf(body.data.code)) ?? []) : []
    if (consent?.face !== FACE || grant?.kind !== 'code' || grant.oauth.clientId !== application.id)
      throw new ServiceError(400, 'WRONG_AUTHORIZATION_CODE', 'No such code.')
    if (grant.used) throw new ServiceError(400, 'ALREADY_AUTHORIZED', 'The session is authorized already.')
    if (grant.expiresAt <= bank.clock.now().getTime())
      throw new ServiceError(400, 'EXPIRED_AUTHORIZATION_CODE', 'The code has expired.')
    const { said, aspsp } = sessionOf(bank, application, consent.id)
    const accounts = await accountsOf(bank, application, consent.id, aspsp.quirks)
    const grants = grantsFor(
      grant,
      accounts.map(({ uid }) => uid),
    )
    await bank.book.save({ ...(bank.book.find(consent.id) ?? consent), grants })
    return {
      session_id: consent.id,
      accounts,
      aspsp: said.aspsp,
      psu_type: said.psu_type,
      access: accessOf(consent.validUntil, said),
    }
  })

  app.get<Id>('/sessions/:id', async (request) => {
    const application = who(request)
    const { consent, said, aspsp } = sessionOf(bank, application, request.params.id)
    const status = statusOf(consent)
    const accounts = status === 'AUTHORIZED' ? await accountsOf(bank, application, consent.id, aspsp.quirks) : []
    return {
      status,
      // Ids alone here, where POST tells everything.
      accounts: accounts.map(({ uid }) => uid),
      accounts_data: accounts.map(({ uid, identification_hash, identification_hashes }) => ({
        uid,
        identification_hash,
        identification_hashes,
      })),
      aspsp: said.aspsp,
      psu_type: said.psu_type,
      psu_id_hash: hashOf(`psu ${consent.id}`),
      access: accessOf(consent.validUntil, said),
      created: new Date(consent.createdAt).toISOString(),
      authorized: consent.authorisedAt === undefined ? null : new Date(consent.authorisedAt).toISOString(),
      closed: null,
    }
  })

  app.delete<Id>('/sessions/:id', async (request) => {
    const { consent } = sessionOf(bank, who(request), request.params.id)
    if (consent.status === 'terminatedByTpp') throw new ServiceError(400, 'CLOSED_SESSION', 'The session is closed.')
    await bank.book.save({ ...consent, status: 'terminatedByTpp', lastActionDay: todayOf(bank) })
    return { message: 'OK' }
  })
}

/** In restricted mode those that were linked, which are none here. */
async function accountsOf(bank: Bank, application: KnownApplication, id: string, quirks: Quirks) {
  const consent = bank.book.find(id)
  if (!consent?.psu || application.environment === 'PRODUCTION') return []
  const found = await bank.source.find(consent.psu, { fresh: false })
  if (!found.ok) throw new ServiceError(400, 'ASPSP_ERROR', 'Error interacting with ASPSP')
  const scenario = scenarioOfAct(found.scenario, consent.act)
  return openedAccounts(consent, scenario).map((one) => presentAccount({ consent, scenario }, one, quirks))
}

/** What the bank granted may end before what was asked for. */
function accessOf(validUntil: string, said: z.infer<typeof requested>) {
  const end = `${validUntil}T23:59:59.000000+00:00`
  return {
    valid_until: Date.parse(end) < Date.parse(said.valid_until) ? end : said.valid_until,
    balances: true,
    transactions: true,
    accounts: null,
  }
}

function wrong(text: string): ServiceError {
  return new ServiceError(422, 'WRONG_REQUEST_PARAMETERS', text)
}
