import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

export const customer = { login: 'nadia', password: 'killed-9-times', otp: '482913' } as const

export interface BankFileOptions {
  /** Transactions of the first current account. */
  readonly entries: number
  readonly pageSize?: number
}

/**
 * Five accounts of all types with a code to enter, dates as written and long past. Many entries are alike in everything
 * but their number, so that one lost or doubled shows only by counting.
 */
export function bankFile({ entries, pageSize = 100 }: BankFileOptions): string {
  const lines = [
    `CREDENTIALS|${customer.login}|${customer.password}`,
    'CREDENTIALS_OWNER|Nadia Kerhervé',
    `CHALLENGE|OTP|${customer.otp}|6|3`,
    'SCA_METHODS|sms:SMS_OTP:text message',
    'CONSENTS_PER_PSU|1000',
    `PAGE_SIZE|${pageSize}`,
  ]
  const account = (uid: string, number: string, type: string, name: string, iban: string, count: number): void => {
    lines.push(`ACCOUNT|${uid}|${number}|02/11/26|1234.56|${type}||false|Nadia Kerhervé|${name}|||${iban}|EUR`)
    for (let index = 0; index < count; index += 1) {
      const day = new Date(Date.UTC(2026, 10, 1) - Math.floor(index / 3) * 43_200_000).toISOString().slice(0, 10)
      const [year = '', month = '', date = ''] = day.split('-')
      const amount =
        index % 4 === 3
          ? `${(index % 7) * 10 + 5}.00`
          : `-${(index % 5) + 1}.${String((index % 3) * 45).padStart(2, '0')}`
      lines.push(`TRANSACTION|${amount}|${date}/${month}/${year.slice(2)}|CARTE COMMERCE ${String(index % 6)}`)
    }
  }
  account('n1', '40000000001', 'Checkings', 'Compte courant', 'FR7630999041202000000137980', entries)
  account('n2', '40000000002', 'Checkings', 'Compte joint', 'FR7630999041202000003033818', 40)
  account('n3', '4974012345670003', 'CreditCard', 'Carte Premier', '', 30)
  account('n4', '40000000004', 'Savings', 'Livret A', 'FR7630999041202000003447523', 25)
  account('n5', '40000000005', 'Loans', 'Pret immobilier', '', 20)
  return `${lines.join('\n')}\n`
}

/** Serves files to the test bank. */
export class FileHost {
  readonly #server: Server
  readonly #files = new Map<string, string>()
  #base = ''

  constructor() {
    this.#server = createServer((request, response) => {
      const text = this.#files.get(request.url ?? '')
      response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
    })
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('no address')
    this.#base = `http://127.0.0.1:${address.port}`
  }

  /** Returns its address. */
  put(path: string, text: string): string {
    this.#files.set(path, text)
    return this.#base + path
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
