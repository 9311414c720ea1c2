import type { FastifyInstance } from 'fastify'
import { type PlainForm, type PlainPage, readPage } from './plain-page.ts'

const MOST_HOPS = 12
const CALL_MS = 15_000
const MOST_BYTES = 2_000_000

/** Where somebody left for: neither ours nor the test bank's, so nobody follows. */
export interface Left {
  readonly left: string
}

/** A browser without JavaScript that sees our own pages, without a socket, and the test bank's. */
export class PlainBrowser {
  readonly #app: Pick<FastifyInstance, 'inject'>
  readonly #own: ReadonlySet<string>
  readonly #bank: string
  readonly #cookies = new Map<string, Map<string, string>>()

  constructor(app: Pick<FastifyInstance, 'inject'>, own: readonly string[], bankUrl: string) {
    this.#app = app
    this.#own = new Set(own.map((base) => new URL(base).origin))
    this.#bank = new URL(bankUrl).origin
  }

  open(url: string): Promise<PlainPage | Left> {
    return this.#follow('GET', url)
  }

  /** The form as it stands, `more` put in. */
  submit(form: PlainForm, more: Readonly<Record<string, string>> = {}): Promise<PlainPage | Left> {
    const fields = [...form.fields.filter(([name]) => !(name in more)), ...Object.entries(more)]
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
    return form.method === 'post'
      ? this.#follow('POST', form.action, body)
      : this.#follow('GET', `${form.action}?${body}`)
  }

  async #follow(method: 'GET' | 'POST', url: string, body?: string): Promise<PlainPage | Left> {
    let wanted: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body?: string } = {
      method,
      url,
      body,
    }
    for (let hops = 0; hops < MOST_HOPS; hops += 1) {
      const { origin } = new URL(wanted.url)
      if (!this.#own.has(origin) && origin !== this.#bank) return { left: wanted.url }
      const answer = await this.#send(wanted.method, wanted.url, wanted.body)
      if (answer.location === undefined) return readPage(wanted.url, answer.status, answer.text)
      wanted = { method: 'GET', url: new URL(answer.location, wanted.url).href }
    }
    throw new Error('redirected in circles')
  }

  async #send(method: 'GET' | 'POST', url: string, body: string | undefined) {
    const { origin, hostname } = new URL(url)
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>()
    this.#cookies.set(hostname, jar)
    const headers = {
      accept: 'text/html',
      'accept-language': 'en',
      'sec-fetch-dest': 'document',
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded', origin } : {}),
      ...(jar.size > 0 ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
    }
    const answer = this.#own.has(origin)
      ? await this.#sendHere(method, url, headers, body)
      : await sendThere(method, url, headers, body)
    for (const cookie of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }

  async #sendHere(method: 'GET' | 'POST', url: string, headers: Record<string, string>, body: string | undefined) {
    const answer = await this.#app.inject({ method, url, headers, payload: body })
    const { statusCode: status, body: text } = answer
    const { location, 'set-cookie': cookies = [] } = answer.headers
    return answerOf(status, location, text, Array.isArray(cookies) ? cookies : [cookies])
  }
}

async function sendThere(method: string, url: string, headers: Record<string, string>, body: string | undefined) {
  const signal = AbortSignal.timeout(CALL_MS)
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    body,
  })
  const text = (await answer.text()).slice(0, MOST_BYTES)
  return answerOf(answer.status, answer.headers.get('location'), text, answer.headers.getSetCookie())
}

function answerOf(status: number, location: unknown, text: string, cookies: readonly string[]) {
  const leads = status >= 300 && status < 400 && typeof location === 'string'
  return { status, text, cookies, location: leads ? location : undefined }
}
