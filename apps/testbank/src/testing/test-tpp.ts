import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { buildTestBank, type TestBankOptions } from '../app.ts'

const href = z.looseObject({ href: z.string() })
const amount = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.string().regex(/^-?\d{1,14}(\.\d{1,3})?$/),
})
const entry = z.looseObject({
  entryReference: z.string().max(35).optional(),
  cardTransactionId: z.string().max(35).optional(),
  bookingDate: z.string().optional(),
  valueDate: z.string().optional(),
  transactionAmount: amount,
  remittanceInformationUnstructured: z.string().max(140).optional(),
  remittanceInformationUnstructuredArray: z.array(z.string().max(140)).optional(),
  transactionDetails: z.string().max(1000).optional(),
})
const report = z.looseObject({
  booked: z.array(entry).optional(),
  pending: z.array(entry).optional(),
  _links: z.record(z.string(), href),
})
const account = z.looseObject({
  resourceId: z.string(),
  iban: z.string().optional(),
  bban: z.string().optional(),
  maskedPan: z.string().optional(),
  name: z.string().max(70).optional(),
  ownerName: z.string().max(140).optional(),
  product: z.string().max(35).optional(),
  cashAccountType: z.string().max(4).optional(),
  balances: z.array(z.looseObject({ balanceAmount: amount, balanceType: z.string() })).optional(),
  _links: z.record(z.string(), href),
})

/** What a test reads out of any answer; every field optional, but typed and checked where present. */
const answerBody = z.looseObject({
  consentId: z.string().optional(),
  consentStatus: z.string().optional(),
  scaStatus: z.string().optional(),
  authorisationId: z.string().optional(),
  authorisationIds: z.array(z.string()).optional(),
  validUntil: z.string().optional(),
  frequencyPerDay: z.int().optional(),
  access: z.record(z.string(), z.unknown()).optional(),
  scaMethods: z.array(z.looseObject({ authenticationMethodId: z.string(), authenticationType: z.string() })).optional(),
  chosenScaMethod: z.looseObject({ authenticationMethodId: z.string() }).optional(),
  challengeData: z.looseObject({ otpMaxLength: z.int(), otpFormat: z.enum(['characters', 'integer']) }).optional(),
  accounts: z.array(account).optional(),
  cardAccounts: z.array(account).optional(),
  transactions: report.optional(),
  cardTransactions: report.optional(),
  balances: z.array(z.looseObject({ balanceAmount: amount, balanceType: z.string() })).optional(),
  tppMessages: z
    .array(
      z.strictObject({
        category: z.string(),
        code: z.string(),
        path: z.string().optional(),
        text: z.string().max(500),
      }),
    )
    .optional(),
  _links: z.record(z.string(), href).optional(),
})
export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: z.infer<typeof answerBody>
  readonly code: string | undefined
}

export type Call = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: unknown }

export const BANK_OFFERED = { accounts: [], balances: [], transactions: [] }
export const GLOBAL = { allPsd2: 'allAccounts' }
export const RETURN = 'http://127.0.0.1:9/back?state=s%201'

/** A bank on a free port and a third party that talks to it by plain fetch. */
export async function startTestTpp(options: TestBankOptions = {}) {
  const app = await buildTestBank({ control: true, ...options })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })

  const call = async (address: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> => {
    const url = address.startsWith('http') ? address : `${origin}/berlin-group/v1${address}`
    const response = await fetch(url, {
      method,
      headers: {
        'X-Request-ID': randomUUID(),
        'PSU-IP-Address': '192.0.2.7',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const parsed = answerBody.parse(text === '' ? {} : JSON.parse(text))
    return { status: response.status, headers: response.headers, body: parsed, code: parsed.tppMessages?.[0]?.code }
  }

  /** POST /v1/consents on a face. */
  const consent = (access: unknown, headers: Record<string, string> = {}, more: object = {}, face = '/berlin-group') =>
    call(`${origin}${face}/v1/consents`, {
      method: 'POST',
      headers: { 'TPP-Redirect-URI': RETURN, ...headers },
      body: {
        access,
        recurringIndicator: true,
        validUntil: '9999-12-31',
        frequencyPerDay: 4,
        combinedServiceIndicator: false,
        ...more,
      },
    })

  /** Opens a one-time link as a browser does and hands over the page it leads to. */
  const open = async (address: string, language = 'en') => {
    const response = await fetch(address, { headers: { 'Accept-Language': language } })
    return { url: response.url, status: response.status, text: await response.text(), headers: response.headers }
  }

  /** Posts a form of the bank's pages; follows nothing. */
  const post = async (
    url: string,
    fields: Record<string, string | readonly string[]>,
    headers: Record<string, string> = {},
  ) => {
    const form = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
    const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual', headers })
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
      headers: response.headers,
    }
  }

  /** The whole REDIRECT sign-in of somebody who agrees to everything; the Consent-ID that may read. */
  const agreeByRedirect = async (
    login: string,
    fields: Record<string, string> = {},
    access: unknown = BANK_OFFERED,
    more: object = {},
  ) => {
    const { body } = await consent(access, {}, more)
    const { url } = await open(body._links?.['scaRedirect']?.href ?? '')
    await post(url, { step: 'login', login, password: login, ...fields })
    const uids = [...(await open(url)).text.matchAll(/name="account" value="([^"]*)"/g)].map((match) => match[1] ?? '')
    const last = await post(url, { step: 'accounts', decision: 'approve', account: uids })
    return { id: body.consentId ?? '', url, last }
  }

  /** The EMBEDDED sign-in of somebody who is asked for no code. */
  const agreeEmbedded = async (login: string, headers: Record<string, string> = {}, more: object = {}) => {
    const { body } = await consent(GLOBAL, { 'TPP-Redirect-Preferred': 'false' }, more)
    const start = body._links?.['startAuthorisationWithPsuAuthentication']?.href ?? ''
    const answer = await call(start, {
      method: 'POST',
      headers: { 'PSU-ID': login, ...headers },
      body: { psuData: { password: login } },
    })
    return { id: body.consentId ?? '', start, answer }
  }

  const read = (id: string, address: string, headers: Record<string, string> = {}) =>
    call(address, { headers: { 'Consent-ID': id, ...headers } })
  const advance = (days: number) => call(`${origin}/control/clock`, { method: 'POST', body: { advance_days: days } })
  return {
    app,
    origin,
    call,
    consent,
    open,
    post,
    agreeByRedirect,
    agreeEmbedded,
    read,
    advance,
    close: () => app.close(),
  }
}

export type TestTpp = Awaited<ReturnType<typeof startTestTpp>>
