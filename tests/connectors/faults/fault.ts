import type { BerlinGroupOptionsInput } from '@raccord/connector-berlin-group'
import type { Answer } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import type { Handler } from '../hostile-bank.ts'

/** One thing that a bank, or somebody in its place, does wrong; and what the driver has to make of it. */
export interface Fault {
  readonly name: string
  /** The call under which it shows. */
  readonly at: 'begin' | 'answer' | 'accounts' | 'transactions' | 'revoke'
  readonly mode?: 'REDIRECT' | 'EMBEDDED'
  /** `base` and `origin` of the bank are filled in for `{base}` and `{origin}`. */
  readonly options?: Partial<BerlinGroupOptionsInput>
  readonly bank: Handler
  readonly answers?: readonly Answer[]
  /** Of the HTTP client; long by default, so that a busy machine is not taken for a silent bank. */
  readonly timeoutMs?: number
  readonly reason: BankFailure
}

/** Words that must come out nowhere: typed by the person, known to us, or written by the bank about him. */
export const secrets = {
  password: 'hunter2-typed',
  otp: '424242',
  clientSecret: 's3cr3t-of-the-client',
  code: 'code-of-the-browser',
  accessToken: 'token-access-1',
  refreshToken: 'token-refresh-1',
  name: 'Jane Doe',
  iban: 'DE89370400440532013000',
} as const

export const error = (code: string) => ({
  tppMessages: [{ category: 'ERROR', code, text: `${secrets.name} ${secrets.iban}` }],
})

/** Answers with a status: for handlers that return a body. */
export const withStatus =
  (status: number, body: unknown = ''): Handler =>
  (_call, response) => {
    response.statusCode = status
    return body
  }

export const isConsent = ({ method, url }: { readonly method: string; readonly url: string }) =>
  method === 'POST' && url.endsWith('/v1/consents')

export const consentWith = (links: { readonly [name: string]: string }) => ({
  consentStatus: 'received',
  consentId: 'c1',
  _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
})

/** Sends blocks until the other side has had enough, or `megabytes` are gone. */
export const flood =
  (megabytes: number, head = ''): Handler =>
  (_call, response) => {
    const block = Buffer.alloc(1024 * 1024, ' ')
    let sent = 0
    response.write(head)
    const pump = () => {
      while (sent < megabytes && !response.destroyed) {
        sent++
        if (!response.write(block)) return
      }
      if (!response.destroyed) response.end()
    }
    response.on('drain', pump)
    pump()
    return undefined
  }
