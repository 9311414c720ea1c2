import { importPKCS8, SignJWT } from 'jose'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness } from '../../api/testing/api-harness.ts'
import { seedAccount, seedChannel, seedConnection, seedTransaction } from '../../api/testing/seed-bank-data.ts'

interface Made {
  readonly id: string
  readonly api_url: string
  readonly application_id: string
  readonly private_key: string
}
interface Entry {
  readonly entry_reference: string
  readonly status: string
  readonly credit_debit_indicator: string
  readonly transaction_amount: { readonly amount: string; readonly currency: string }
}
type Json = Record<string, never>

/** A reader as the two that there are: signs each call as they do, asks for a bank, comes back with a code, reads until the key is null. */
class Reader {
  readonly #api: ApiHarness
  readonly #made: Made
  constructor(api: ApiHarness, made: Made) {
    this.#api = api
    this.#made = made
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, claims: object = {}) {
    const now = Math.floor(this.#api.clock.now().getTime() / 1000)
    const key = await importPKCS8(this.#made.private_key, 'RS256')
    const jwt = await new SignJWT({
      iss: 'enablebanking.com',
      aud: 'api.enablebanking.com',
      iat: now,
      exp: now + 3600,
      ...claims,
    })
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: this.#made.application_id })
      .sign(key)
    const headers = { authorization: `Bearer ${jwt}`, ...(body ? { 'content-type': 'application/json' } : {}) }
    const answer = await this.#api.call(method, `/enablebanking${path}`, { headers, ...(body ? { body } : {}) })
    return { status: answer.status, body: answer.body as Json }
  }

  async connect(country: string): Promise<Json> {
    const { aspsps } = (await this.call('GET', `/aspsps?country=${country}`)).body as unknown as {
      aspsps: { name: string; country: string }[]
    }
    const [aspsp] = aspsps
    const access = { valid_until: '2026-06-01T10:00:00+01:00' }
    const asked = {
      access,
      aspsp: { name: aspsp?.name, country },
      state: 's t/1',
      redirect_url: 'http://localhost:8081/eb-callback?a=b',
      psu_type: 'personal',
    }
    const { url } = (await this.call('POST', '/auth', asked)).body as unknown as { url: string }
    const gone = await this.#api.call('GET', new URL(url).pathname)
    expect(gone.status).toBe(303)
    const back = new URL(String(gone.headers['location']))
    expect(back.origin + back.pathname).toBe('http://localhost:8081/eb-callback')
    expect(back.searchParams.get('a')).toBe('b')
    expect(back.searchParams.get('state')).toBe('s t/1')
    const code = { code: back.searchParams.get('code') }
    const { status, body } = await this.call('POST', '/sessions', code)
    expect(status).toBe(200)
    // A browser that loads its page anew.
    expect((await this.call('POST', '/sessions', code)).body).toMatchObject({ code: 422, error: 'ALREADY_AUTHORIZED' })
    expect((await this.#api.call('GET', new URL(url).pathname)).status).toBe(404)
    return body
  }

  async entries(uid: string, query = ''): Promise<Entry[]> {
    const all: Entry[] = []
    let key: string | null = ''
    for (let page = 0; key !== null && page < 50; page += 1) {
      const { body } = await this.call('GET', `/accounts/${uid}/transactions?continuation_key=${key}${query}`)
      expect(Object.keys(body)).toContain('continuation_key')
      const read = body as unknown as { transactions: Entry[]; continuation_key: string | null }
      all.push(...read.transactions)
      key = read.continuation_key
    }
    expect(key).toBeNull()
    return all
  }
}

describeEachDatabase('Enable Banking, as served', (open) => {
  let api: ApiHarness
  let user: { id: string; token: string }
  let accountId: number
  let connectionId: number

  const make = async (body: object = {}): Promise<Made> => {
    const asked = { kind: 'enable_banking', name: 'Securo', ...body }
    const made = await api.call('POST', '/v2.1/users/me/access_tokens', { token: user.token, body: asked })
    expect(made.status, made.text).toBe(201)
    return made.body as Made
  }
  const accountsOf = (session: Json) =>
    session['accounts'] as unknown as { uid: string; account_id: { iban: string }; identification_hash: string }[]

  beforeAll(async () => {
    api = await openApiHarness(open)
    user = await api.signUp('securo@example.org')
    const userId = Number(user.id)
    connectionId = await seedConnection(api.database, userId, {})
    await seedChannel(api.database, connectionId, { consent_until: '2026-08-01' })
    accountId = await seedAccount(
      api.database,
      { userId, connectionId },
      { balance_minor: 183_450, iban: 'FR7630006000011234567890189' },
    )
    const add = (change: Parameters<typeof seedTransaction>[2]) =>
      seedTransaction(api.database, { userId, accountId }, change)
    await add({
      label: 'Librairie',
      date: '2026-03-02',
      amount_minor: -12_345,
      counterparty_name: 'Librairie des Quais',
      counterparty_iban: 'DE89370400440532013000',
      remittance: ['LIVRES'],
    })
    await add({ label: 'Tram', date: '2026-03-08', amount_minor: -700, status: 'PENDING' })
    for (let nth = 0; nth < 999; nth += 1)
      await add({ label: `many ${nth}`, date: '2026-01-05', amount_minor: nth + 1 })
  })

  it('leads to a session whose entries are the API’s, record by record', async () => {
    const reader = new Reader(api, await make())
    const country =
      ((await reader.call('GET', '/aspsps')).body as unknown as { aspsps: { country: string }[] }).aspsps[0]?.country ??
      ''
    const session = await reader.connect(country)
    const [account] = accountsOf(session)
    expect(account?.account_id.iban).toBe('FR7630006000011234567890189')
    expect(account?.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(account?.identification_hash).toMatch(/^[0-9a-f]{64}$/)
    const uid = account?.uid ?? ''
    const read = await reader.entries(uid)
    expect(read).toHaveLength(1001)
    expect(read.find(({ status }) => status === 'PDNG')?.transaction_amount.amount).toBe('7.00')
    expect(read.find((one) => one.credit_debit_indicator === 'DBIT' && one.status === 'BOOK')).toMatchObject({
      ...{ transaction_amount: { amount: '123.45', currency: 'EUR' }, booking_date: '2026-03-02' },
      ...{ creditor: { name: 'Librairie des Quais' }, creditor_account: { iban: 'DE89370400440532013000' } },
      ...{ debtor: null, remittance_information: ['LIVRES'] },
    })
    const { body } = await api.call('GET', `/v2.1/transactions?account_id=${accountId}&limit=500`, {
      token: user.token,
    })
    for (const { id, amount } of body as { id: string; amount: number }[]) {
      const same = read.find(({ entry_reference }) => entry_reference === `tx_${id}`)
      const sign = same?.credit_debit_indicator === 'DBIT' ? -1 : 1
      expect(sign * Number(same?.transaction_amount.amount)).toBe(amount)
    }
    // Both shapes at once; another session has the same accounts under the same names.
    const { body: asked } = await reader.call('GET', `/sessions/${session['session_id']}`)
    expect(asked).toMatchObject({ status: 'AUTHORIZED', accounts: [uid], accounts_data: [{ uid }] })
    expect(accountsOf(await reader.connect(country))[0]?.uid).toBe(uid)
    expect((await reader.call('GET', `/accounts/${uid}/balances`)).body).toMatchObject({
      balances: [{ balance_amount: { amount: '1834.50', currency: 'EUR' }, balance_type: 'CLBD' }],
    })
    expect((await reader.call('GET', `/accounts/${uid}/details`)).body).toMatchObject({
      uid,
      cash_account_type: 'CACC',
    })
    expect(await reader.entries(uid, '&date_from=2026-03-01&date_to=2026-03-05')).toHaveLength(1)
  })

  it('answers no signature but the application’s own, for the service’s own names, in its time', async () => {
    const made = await make()
    const reader = new Reader(api, made)
    const now = Math.floor(api.clock.now().getTime() / 1000)
    expect((await reader.call('GET', '/aspsps')).status).toBe(200)
    for (const claims of [
      { aud: 'raccord' },
      { iss: 'somebody' },
      { exp: now - 120, iat: now - 3700 },
      { iat: now + 600 },
    ])
      expect((await reader.call('GET', '/aspsps', undefined, claims)).status, JSON.stringify(claims)).toBe(401)
    const other = new Reader(api, { ...made, private_key: (await make()).private_key })
    expect((await other.call('GET', '/aspsps')).body).toMatchObject({ code: 401, error: 'UNAUTHORIZED_ACCESS' })
    await api.call('DELETE', `/v2.1/users/me/access_tokens/${made.id}`, { token: user.token })
    expect((await reader.call('GET', '/aspsps')).status).toBe(401)
  })

  it('shows nothing before a bank was asked for, nor of another token, and says when a permission is over', async () => {
    const reader = new Reader(api, await make())
    const session = await reader.connect(
      ((await reader.call('GET', '/aspsps')).body as unknown as { aspsps: { country: string }[] }).aspsps[0]?.country ??
        '',
    )
    const uid = accountsOf(session)[0]?.uid ?? ''
    const stranger = new Reader(api, await make())
    expect((await stranger.call('GET', `/accounts/${uid}/transactions`)).body).toMatchObject({
      error: 'EXPIRED_SESSION',
    })
    expect((await stranger.call('GET', `/sessions/${session['session_id']}`)).status).toBe(404)
    expect((await reader.call('GET', `/accounts/${uid}/transactions?continuation_key=x`)).body).toMatchObject({
      error: 'WRONG_CONTINUATION_KEY',
    })
    expect((await reader.call('POST', '/auth', { aspsp: { name: 'No such', country: 'FR' } })).status).toBe(422)
    await api.database.kysely
      .updateTable('channel')
      .set({ status: 'TOKEN_EXPIRED' })
      .where('connection_id', '=', connectionId)
      .execute()
    expect((await reader.call('GET', `/accounts/${uid}/balances`)).body).toMatchObject({
      code: 401,
      error: 'EXPIRED_SESSION',
    })
    expect((await reader.call('DELETE', `/sessions/${session['session_id']}`)).body).toEqual({ message: 'OK' })
    expect((await reader.call('GET', `/sessions/${session['session_id']}`)).status).toBe(404)
  })
})
