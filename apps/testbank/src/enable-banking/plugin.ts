import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import { answerErrors } from '../oidc/error-answer.ts'
import { accountOf, countRead } from '../oidc/reading.ts'
import { type KnownApplication, openApplications } from './applications.ts'
import { ASPSPS, presentAspsp } from './aspsps.ts'
import { authRoutes } from './auth-routes.ts'
import { errorBody, passedOn, ServiceError } from './errors.ts'
import { presentAccount, presentBalances } from './present.ts'
import { checkPsuHeaders, FACE, isFirst, openReading, sessionOfAccount } from './sessions.ts'
import { cursorIn, transactionPage } from './transactions.ts'

type Uid = { Params: { uid: string } }

/**
 * A counterpart of Enable Banking in front of the test bank: applications with keys of their own, a list of banks with the habits of
 * real ones, sessions whose account ids are of no other session.
 */
export async function enableBankingFace(app: FastifyInstance, bank: Bank): Promise<void> {
  const applications = openApplications(bank.clock)
  const who = (request: FastifyRequest) => applications.of(request.headers.authorization)
  const api: FastifyPluginAsync = async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('Cache-Control', 'no-store')
    })
    answerErrors(scope, (error, _request, reply) => {
      const said = error instanceof ServiceError ? error : passedOn(error)
      return reply.code(said.status).send(errorBody(said))
    })
    // Their control panel: who has an account there registers by hand, or by this call.
    scope.post('/api/applications', async (request) => ({ app_id: applications.register(request.body).id }))
    scope.get('/application', async (request) => {
      const { id, name, environment, redirectUrls } = who(request)
      return {
        name,
        description: null,
        kid: id,
        environment,
        redirect_urls: redirectUrls === 'any' ? [] : redirectUrls,
        active: true,
        countries: [...new Set(ASPSPS.map(({ country }) => country))],
        services: ['AIS'],
      }
    })
    scope.get<{ Querystring: { country?: string; psu_type?: string } }>('/aspsps', async (request) => {
      who(request)
      const { country, psu_type } = request.query
      const wanted = ASPSPS.filter(
        (one) =>
          (country === undefined || one.country === country) &&
          (psu_type === undefined || one.psuTypes.some((kind) => kind === psu_type)),
      )
      return { aspsps: wanted.map((one) => presentAspsp(one, bank.origin())) }
    })
    authRoutes(scope, bank, who)
    accountRoutes(scope, bank, who)
  }
  await app.register(api, { prefix: FACE })
}

function accountRoutes(app: FastifyInstance, bank: Bank, who: (request: FastifyRequest) => KnownApplication): void {
  /** `list`: a synchronisation is taken to begin with this call at the session's first account. */
  const open = async (request: FastifyRequest<Uid>, list = false) => {
    const { uid } = request.params
    const session = sessionOfAccount(bank, who(request), uid)
    checkPsuHeaders(session, request)
    const first = isFirst(session, uid)
    const reading = await openReading(bank, session, request, list && first)
    return { session, reading, account: accountOf(reading, uid), first }
  }

  app.get<Uid>('/accounts/:uid/details', async (request) => {
    const { session, reading, account } = await open(request)
    await countRead(bank, reading, 'accounts', `${account.uid} details`)
    return presentAccount(reading, account, session.aspsp.quirks)
  })
  app.get<Uid>('/accounts/:uid/balances', async (request) => {
    const { reading, account, first } = await open(request, true)
    // The list of accounts is read once, while the person is there: a file that fails it has no other call here to fail.
    if (first) await countRead(bank, reading, 'accounts', 'accounts')
    await countRead(bank, reading, 'balances', `${account.uid} balances`)
    return { balances: presentBalances(reading, account) }
  })
  app.get<Uid>('/accounts/:uid/transactions', async (request) => {
    const { session, reading, account } = await open(request)
    const cursor = cursorIn(request.query)
    // Later pages belong to the read that began with the first one.
    const what = cursor === 0 ? `${account.uid} transactions` : `${account.uid} page ${cursor}`
    await countRead(bank, reading, 'transactions', what)
    return transactionPage(bank, session, reading, account, request.query)
  })
}
