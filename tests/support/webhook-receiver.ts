import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export interface Received {
  readonly id: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: { readonly id: string; readonly type: string; readonly connection_id?: string } & Record<
    string,
    unknown
  >
}

/** A client's endpoint: a real HTTP server that keeps what it is sent. */
export interface WebhookReceiver {
  readonly url: string
  readonly received: Received[]
  /** Answers instead of 204; what returns nothing is not answered. */
  answer: (received: Received, response: ServerResponse) => number | undefined
  /** Resolves when so many came in all. */
  count(wanted: number): Promise<void>
  close(): Promise<void>
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const body = JSON.parse(text) as Received['body']
      const one = { id: String(request.headers['webhook-id']), headers: request.headers, text, body }
      received.push(one)
      for (const look of waiting) look()
      const status = receiver.answer(one, response)
      if (status !== undefined) response.writeHead(status).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${address.port}/hook?of=raccord`,
    received,
    answer: () => 204,
    count: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (received.length < wanted) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}

/** The published algorithm of Standard Webhooks, written from its text: any signature of the list by this secret counts. */
export function verifies({ headers, text }: Pick<Received, 'headers' | 'text'>, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`
  const expected = createHmac('sha256', key).update(signed).digest()
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .some((part) => {
      const given = Buffer.from(part.slice(3), 'base64')
      return given.length === expected.length && timingSafeEqual(given, expected)
    })
}
