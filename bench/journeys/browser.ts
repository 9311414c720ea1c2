import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Page {
  /** After redirects. */
  readonly url: string
  readonly status: number
  readonly html: string
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Closes the sockets that all browsers share. */
export function closeSockets(): void {
  agent.destroy()
}

/** One exchange over a connection that is kept. */
export function exchange(url: string, method: string, headers: OutgoingHttpHeaders, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A browser without JavaScript: cookies, redirects, forms. Loads no style sheet; those are fetched once and kept. */
export class Browser {
  /** Requests sent so far, by origin. */
  readonly requests = new Map<string, number>()
  readonly #cookies = new Map<string, Map<string, string>>()

  get(url: string): Promise<Page> {
    return this.#load(url, 'GET')
  }

  post(url: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    return this.#load(url, 'POST', new URLSearchParams(fields).toString())
  }

  async #load(url: string, method: string, form?: string): Promise<Page> {
    const { origin, hostname } = new URL(url)
    this.requests.set(origin, (this.requests.get(origin) ?? 0) + 1)
    // Cookies know no port (RFC 6265 §8.5); a host is a jar.
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>()
    this.#cookies.set(hostname, jar)
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const { status, headers, body } = await exchange(
      url,
      method,
      {
        accept: 'text/html',
        'accept-encoding': 'br',
        'accept-language': 'en-GB',
        'user-agent': 'bench',
        ...(cookies === '' ? {} : { cookie: cookies }),
        ...(form === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form), origin }),
      },
      form,
    )
    for (const cookie of headers['set-cookie'] ?? []) {
      const [name, value] = cookie.split(';', 1)[0]?.split('=') ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    const { location } = headers
    if (status >= 300 && status < 400 && location !== undefined) {
      const next = new URL(location, url).href
      // Back at the client: its page is none of ours.
      if (next.startsWith(CLIENT)) return { url: next, status, html: '' }
      return this.#load(next, 'GET')
    }
    const plain = headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body
    return { url, status, html: plain.toString('utf8') }
  }
}

/** Where the client application would be. Nobody listens there. */
export const CLIENT = 'http://127.0.0.1:9/back'
