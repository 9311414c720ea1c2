import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call of a program at the bank, named after what it does there. */
export type BankCall =
  | 'create consent'
  | 'create authorisation'
  | 'send password'
  | 'choose method'
  | 'send code'
  | 'read consent'
  | 'revoke consent'
  | 'read authorisation'
  | 'read accounts'
  | 'read transactions'
  | 'other'

interface BankAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/**
 * Stands between server and test bank under the bank's public address: knows each call, and can let something happen
 * when the bank has done what it was asked and before the server hears of it.
 */
export class BankProxy {
  readonly #server: Server
  readonly #bank: () => string
  /** Calls that the bank has answered, in order. */
  readonly calls: BankCall[] = []
  /** Runs between the bank's answer and its delivery. */
  beforeDelivery: (call: BankCall) => Promise<void> = async () => {}

  constructor(bank: () => string) {
    this.#bank = bank
    this.#server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', () => outgoing.destroy())
      incoming.on('end', () => {
        const body = Buffer.concat(chunks)
        const { method = 'GET', url = '/', headers } = incoming
        this.#forward(method, url, headers, body).then(
          ({ status, headers: answered, body: text }) => outgoing.writeHead(status, answered).end(text),
          () => outgoing.destroy(),
        )
      })
    })
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  count(call: BankCall): number {
    return this.calls.filter((made) => made === call).length
  }

  async #forward(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<BankAnswer> {
    const answer = await send(new URL(path, this.#bank()), method, headers, body)
    const call = nameOf(method, path, body.toString('utf8'))
    if (call !== undefined) {
      this.calls.push(call)
      await this.beforeDelivery(call)
    }
    return answer
  }
}

async function send(url: URL, method: string, headers: IncomingHttpHeaders, body: Buffer): Promise<BankAnswer> {
  const { 'transfer-encoding': _chunked, connection: _connection, ...kept } = headers
  const outgoing = request(url, { method, headers: { ...kept, 'content-length': body.length } })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { 'transfer-encoding': _chunks, connection: _alive, ...answered } = incoming.headers
  return { status: incoming.statusCode ?? 502, headers: answered, body: Buffer.concat(chunks) }
}

/** Nothing for the pages, where people go. */
function nameOf(method: string, path: string, body: string): BankCall | undefined {
  const [, rest] = /\/v1(\/.*?)(?:\?|$)/.exec(path) ?? []
  if (rest === undefined) return undefined
  if (method === 'DELETE') return 'revoke consent'
  if (body.includes('"scaAuthenticationData"')) return 'send code'
  if (body.includes('"psuData"')) return 'send password'
  if (method === 'POST') return rest === '/consents' ? 'create consent' : 'create authorisation'
  if (method === 'PUT') return 'choose method'
  if (rest.includes('/authorisations/')) return 'read authorisation'
  if (rest.startsWith('/consents')) return 'read consent'
  if (rest.endsWith('/transactions')) return 'read transactions'
  return rest.endsWith('accounts') ? 'read accounts' : 'other'
}
