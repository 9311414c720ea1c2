import { z } from 'zod'
import type { ApiHarness } from '../../api/testing/api-harness.ts'

// Written from the published protocol alone: what it says of shapes, and nothing of ours.

const numeric = z.string().regex(/^-?\d+(\.\d+)?$/)
const epoch = z.int().nonnegative()

const accountSet = z.object({
  errors: z.array(z.string()),
  errlist: z.array(
    z.object({ code: z.string(), msg: z.string(), conn_id: z.string().optional(), account_id: z.string().optional() }),
  ),
  connections: z.array(
    z.object({
      conn_id: z.string(),
      name: z.string(),
      org_id: z.string(),
      org_name: z.string().optional(),
      org_url: z.string().optional(),
      sfin_url: z.url(),
    }),
  ),
  accounts: z.array(
    z.object({
      org: z.object({
        id: z.string().optional(),
        domain: z.string(),
        name: z.string(),
        'sfin-url': z.url(),
        url: z.string().optional(),
      }),
      conn_id: z.string(),
      id: z.string(),
      name: z.string(),
      currency: z.string().regex(/^[A-Z]{3}$/),
      balance: numeric,
      'available-balance': numeric.optional(),
      'balance-date': epoch,
      transactions: z.array(
        z.object({
          id: z.string(),
          posted: epoch,
          amount: numeric,
          description: z.string(),
          payee: z.string(),
          memo: z.string(),
          transacted_at: epoch,
          pending: z.boolean(),
          currency: z.string().optional(),
          extra: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
})
type AccountSet = z.output<typeof accountSet>

export class SimplefinReader {
  readonly #api: ApiHarness
  readonly accessUrl: URL

  private constructor(api: ApiHarness, accessUrl: URL) {
    this.#api = api
    this.accessUrl = accessUrl
  }

  static async claim(api: ApiHarness, setupToken: string): Promise<SimplefinReader> {
    const answer = await claimed(api, setupToken)
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    return new SimplefinReader(api, new URL(answer.text))
  }

  get authorization(): string {
    return `Basic ${Buffer.from(`${this.accessUrl.username}:${this.accessUrl.password}`).toString('base64')}`
  }

  raw(query = '') {
    return this.#api.call('GET', `${this.accessUrl.pathname}/accounts${query}`, {
      headers: { authorization: this.authorization },
    })
  }

  async read(query = ''): Promise<AccountSet> {
    const answer = await this.raw(query)
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    if (answer.text.includes(':null')) throw new Error('An answer holds a null.')
    return accountSet.parse(answer.body)
  }
}

export function claimed(api: ApiHarness, setupToken: string) {
  const url = new URL(Buffer.from(setupToken, 'base64').toString('utf8'))
  return api.call('POST', url.pathname, { headers: { 'content-length': '0' } })
}
