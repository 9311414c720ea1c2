import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { FaceSession } from '../../../faces/face-session.ts'
import type { FaceToken } from '../../../faces/face-token.ts'
import { dayOf } from '../../../transactions/day.ts'
import { answerInJson } from '../answer-in-json.ts'
import type { FaceContext } from '../face-context.ts'
import { enableBankingRoot } from '../face-urls.ts'
import { isDay } from '../is-day.ts'
import { narrowed } from '../narrowed.ts'
import { shownAccounts } from '../shown-accounts.ts'
import { applicationOf } from './application-of.ts'
import { type Bank, banksOf } from './banks-of.ts'
import { expiredSession } from './expired-session.ts'
import { presentAccount, presentBalances, uidOf } from './present-account.ts'
import { presentEntry } from './present-entry.ts'

const codeMs = 10 * 60_000
const validitySeconds = 180 * 86_400
const pageSize = 500

/** What a reader is told, in the interface's own words. */
class Refusal extends Error {
  readonly status: number
  readonly error: string

  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

const ask = z.object({
  access: z.object({ valid_until: z.string().max(60) }),
  aspsp: z.object({ name: z.string().min(1).max(200), country: z.string().regex(/^[A-Z]{2}$/) }),
  // NUL and half a surrogate pair have no place in a database.
  state: z
    .string()
    .max(2000)
    .refine((text) => text.isWellFormed() && !text.includes('\0')),
  redirect_url: z.url({ protocol: /^https?$/ }).max(2000),
})

/**
 * Enable Banking's interface, as Firefly III's importer and Securo use it. The application is one that the person made a key for: what it asks for is
 * what he has connected here already, so that the way "to the bank" is a way straight back. Nothing here ever asks a bank.
 */
export function enableBankingFace(context: FaceContext): FastifyPluginAsync {
  const { clock, faceSessions, readModel } = context
  return async (app) => {
    answerInJson(app, ({ status, code, message }) =>
      said(status, code === 'rate_limited' ? 'ASPSP_RATE_LIMIT_EXCEEDED' : 'WRONG_REQUEST_PARAMETERS', message),
    )
    const answering =
      (work: (token: FaceToken, request: FastifyRequest) => Promise<object>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const token = await applicationOf(context, request)
        if (token === undefined)
          return reply
            .code(401)
            .send(said(401, 'UNAUTHORIZED_ACCESS', 'The application or its signature is not known.'))
        try {
          return await reply.send(await work(token, request))
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return reply.code(error.status).send(said(error.status, error.error, error.message))
        }
      }
    const banks = async (token: FaceToken) => banksOf(context, await shownAccounts(context, token))
    const sessionOf = async (token: FaceToken, id: unknown): Promise<FaceSession> => {
      const found = isUuid(id) ? await faceSessions.find(token.id, id) : undefined
      if (!found?.authorisedAt) throw new Refusal(404, 'SESSION_DOES_NOT_EXIST', 'There is no such session.')
      return found
    }
    const bankOf = async (
      token: FaceToken,
      { bank, country }: { readonly bank: string; readonly country: string },
    ): Promise<Bank> => {
      const found = (await banks(token)).find((one) => one.name === bank && one.countries.includes(country))
      if (!found) throw new Refusal(422, 'WRONG_ASPSP_PROVIDED', 'No such bank is connected.')
      return found
    }
    /** An account of the token whose session lasts. */
    const accountOf = async (token: FaceToken, uid: unknown) => {
      const { accounts } = await shownAccounts(context, token)
      const account = accounts.find(({ id }) => uidOf(id) === uid)
      if (!account) throw new Refusal(404, 'ACCOUNT_DOES_NOT_EXIST', 'There is no such account.')
      const bank = (await banks(token)).find((one) => one.accounts.some(({ id }) => id === account.id))
      const sessions = await faceSessions.list(token.id)
      const now = clock.now()
      if (!sessions.some((one) => one.bank === bank?.name && one.authorisedAt && one.validUntil > now))
        throw new Refusal(401, 'EXPIRED_SESSION', 'The session is over. Ask for the bank again.')
      // What the bank no longer permits has to be renewed where it is connected.
      if (bank?.ended) throw new Refusal(expiredSession.status, expiredSession.error, expiredSession.message)
      return account
    }

    app.get(
      '/aspsps',
      answering(async (token, { query }) => {
        const { country } = query as { country?: unknown }
        const list = (await banks(token)).flatMap(({ name, countries, bic }) =>
          countries
            .filter((one) => country === undefined || one === country)
            .map((one) => ({
              ...{ name, country: one, logo: '', psu_types: ['personal'], auth_methods: [], beta: false },
              ...{ maximum_consent_validity: validitySeconds, required_psu_headers: [] },
              bic,
            })),
        )
        return { aspsps: list }
      }),
    )

    app.post(
      '/auth',
      answering(async (token, { body }) => {
        const read = ask.safeParse(body)
        if (!read.success)
          throw new Refusal(
            422,
            'WRONG_REQUEST_PARAMETERS',
            'access.valid_until, aspsp, state and redirect_url are needed.',
          )
        const { aspsp, state, redirect_url: redirectUrl, access } = read.data
        await bankOf(token, { bank: aspsp.name, country: aspsp.country })
        const now = clock.now()
        const asked = Date.parse(access.valid_until)
        // Cut to what is possible rather than refused.
        const most = now.getTime() + validitySeconds * 1000
        const validUntil = new Date(Number.isNaN(asked) ? most : Math.min(Math.max(asked, now.getTime()), most))
        const id = randomUUID()
        await faceSessions.add({
          id,
          tokenId: token.id,
          bank: aspsp.name,
          country: aspsp.country,
          redirectUrl,
          state,
          createdAt: now,
          validUntil,
        })
        return {
          url: `${enableBankingRoot(context.bases().api)}/agree/${id}`,
          authorization_id: id,
          psu_id_hash: hash(`psu ${token.userId}`),
        }
      }),
    )

    // The browser: the person has agreed by making the key, and what is shown is what he has here.
    app.get('/agree/:id', async (request, reply) => {
      const { id } = request.params as { id: string }
      const code = randomBytes(24).toString('base64url')
      const now = clock.now()
      const session = isUuid(id)
        ? await faceSessions.giveCode(id, sha256(code), new Date(now.getTime() + codeMs))
        : undefined
      if (!session)
        return reply.code(404).send(said(404, 'SESSION_DOES_NOT_EXIST', 'This way was used already, or there is none.'))
      const back = new URL(session.redirectUrl)
      back.searchParams.set('code', code)
      back.searchParams.set('state', session.state)
      return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(back.href, 303)
    })

    app.post(
      '/sessions',
      answering(async (token, { body }) => {
        const { code } = (body ?? {}) as { code?: unknown }
        const used =
          typeof code === 'string' ? await faceSessions.useCode(token.id, sha256(code), clock.now()) : undefined
        if (used === 'again') throw new Refusal(422, 'ALREADY_AUTHORIZED', 'This code was used already.')
        if (used === undefined) throw new Refusal(422, 'WRONG_AUTHORIZATION_CODE', 'This code is unknown or too old.')
        const bank = await bankOf(token, used)
        return {
          ...{ session_id: used.id, accounts: bank.accounts.map((account) => presentAccount(account, bank)) },
          ...{ aspsp: { name: used.bank, country: used.country }, psu_type: 'personal' },
          access: { valid_until: used.validUntil.toISOString() },
        }
      }),
    )

    app.get(
      '/sessions/:id',
      answering(async (token, { params }) => {
        const session = await sessionOf(token, (params as { id: string }).id)
        const bank = (await banks(token)).find(({ name }) => name === session.bank)
        const accounts = bank?.accounts.map((account) => presentAccount(account, bank)) ?? []
        const over = session.validUntil <= clock.now() || bank?.ended === true
        return {
          ...{ status: over ? 'EXPIRED' : 'AUTHORIZED', accounts: accounts.map(({ uid }) => uid) },
          accounts_data: accounts.map(({ uid, identification_hash, identification_hashes }) => ({
            uid,
            identification_hash,
            identification_hashes,
          })),
          ...{
            aspsp: { name: session.bank, country: session.country },
            psu_type: 'personal',
            psu_id_hash: hash(`psu ${token.userId}`),
          },
          ...{ access: { valid_until: session.validUntil.toISOString() }, created: session.createdAt.toISOString() },
          authorized: session.authorisedAt?.toISOString() ?? null,
        }
      }),
    )

    app.delete(
      '/sessions/:id',
      answering(async (token, { params }) => {
        const { id } = await sessionOf(token, (params as { id: string }).id)
        await faceSessions.remove(token.id, id)
        return { message: 'OK' }
      }),
    )

    app.get(
      '/accounts/:uid/details',
      answering(async (token, { params }) => {
        const account = await accountOf(token, (params as { uid: string }).uid)
        const bank = (await banks(token)).find((one) => one.accounts.some(({ id }) => id === account.id))
        return presentAccount(account, bank)
      }),
    )

    app.get(
      '/accounts/:uid/balances',
      answering(async (token, { params }) => ({
        balances: presentBalances(await accountOf(token, (params as { uid: string }).uid)),
      })),
    )

    app.get(
      '/accounts/:uid/transactions',
      answering(async (token, { params, query }) => {
        const account = await accountOf(token, (params as { uid: string }).uid)
        const { date_from: from, date_to: until, continuation_key: key } = query as Record<string, unknown>
        for (const day of [from, until])
          if (day !== undefined && !isDay(day))
            throw new Refusal(422, 'WRONG_REQUEST_PARAMETERS', 'Days are written YYYY-MM-DD.')
        const days = narrowed(token, { ...(isDay(from) ? { from } : {}), ...(isDay(until) ? { until } : {}) })
        const place = key === undefined || key === '' ? { status: 'BOOKED' as const } : placeOf(key)
        if (!place) throw new Refusal(422, 'WRONG_CONTINUATION_KEY', 'This is no continuation key of ours.')
        const span = { accountId: account.id, status: place.status, ...days, limit: pageSize }
        const after = 'after' in place ? { after: place.after } : {}
        const page = await readModel.entries(token.userId, { ...span, ...after })
        const last = page.length < pageSize ? undefined : page.at(-1)
        // Present in every answer, and null at the end: readers ask for it without looking.
        const next = last ? `${place.status}.${last.day}.${last.id}` : place.status === 'BOOKED' ? 'PENDING' : null
        return { transactions: page.map(presentEntry), continuation_key: next }
      }),
    )

    app.get(
      '/application',
      answering(async (token) => ({
        ...{ name: token.name, kid: token.applicationId, environment: 'PRODUCTION', active: true, services: ['AIS'] },
        ...{ redirect_urls: [], countries: [], description: dayOf(token.createdAt) },
      })),
    )
  }
}

const said = (code: number, error: string, message: string) => ({ code, error, message })
const sha256 = (text: string) => createHash('sha256').update(text).digest()
const hash = (text: string) => sha256(`raccord ${text}`).toString('hex')
const isUuid = (text: unknown): text is string => z.uuid().safeParse(text).success

type Place = { readonly status: 'BOOKED' | 'PENDING'; readonly after?: { readonly day: string; readonly id: number } }

function placeOf(key: unknown): Place | undefined {
  if (key === 'PENDING') return { status: 'PENDING' }
  const [, status, day, id] = /^(BOOKED|PENDING)\.(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(String(key)) ?? []
  if (!isDay(day) || id === undefined) return undefined
  return { status: status === 'PENDING' ? 'PENDING' : 'BOOKED', after: { day, id: Number(id) } }
}
