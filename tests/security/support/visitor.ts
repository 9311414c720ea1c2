import { formFor, linkTo, type PlainPage, readPage } from '../../../apps/server/src/http/sandbox/person/plain-page.ts'
import { type Got, type Sent, send } from './send.ts'

export interface Seen extends PlainPage {
  readonly got: Got
}

/** A browser without JavaScript whose every header can be forged; cookies by host name, as RFC 6265 has them. */
export class Visitor {
  readonly #jar = new Map<string, Map<string, string>>()
  readonly #headers: Readonly<Record<string, string>>
  /** Every answer so far, redirects included. */
  readonly answers: Got[] = []

  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.#headers = headers
  }

  /** Goes there and follows redirects, on this host and others. */
  async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    return this.#follow(url, { headers })
  }

  /** Sends a form of the page as it stands, `more` put in. */
  async submit(
    page: PlainPage,
    purpose: string,
    more: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const form = formFor(page, purpose)
    const fields = [...form.fields.filter(([name]) => !(name in more)), ...Object.entries(more)]
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
    return this.post(form.action, body, headers)
  }

  async post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const type = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin }
    return this.#follow(url, { method: 'POST', body, headers: { ...type, ...headers } })
  }

  /** One request, not followed. */
  async once(url: string, sent: Sent = {}): Promise<Got> {
    const { origin, pathname, search, hostname } = new URL(url)
    const jar = this.#jar.get(hostname) ?? new Map<string, string>()
    const got = await send(origin, pathname + search, {
      ...sent,
      headers: {
        accept: 'text/html',
        'accept-language': 'en',
        'sec-fetch-dest': 'document',
        ...(jar.size > 0 ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...this.#headers,
        ...sent.headers,
      },
    })
    for (const cookie of [got.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    this.#jar.set(hostname, jar)
    this.answers.push(got)
    return got
  }

  forgetCookies(): void {
    this.#jar.clear()
  }

  cookies(hostname: string): ReadonlyMap<string, string> {
    return this.#jar.get(hostname) ?? new Map()
  }

  /** From the bank list to this bank's consent, agreed to. */
  async choosesBank(link: string, providerId: string): Promise<Seen> {
    const list = await this.open(link)
    const consent = await this.submit(list, 'choose_provider', { provider_id: providerId })
    return this.submit(consent, 'accept_consent')
  }

  /** The bank's address that the departure page leads to; the person has left. */
  async departs(page: PlainPage): Promise<string> {
    const departed = await this.once(linkTo(page, /\/depart\?/))
    const location = departed.headers['location']
    if (typeof location !== 'string') throw new Error(`the departure page answered ${departed.status}`)
    return location
  }

  /** Through the bank's pages; resolves to where the bank sends the browser back, not followed. */
  async approvesAtBank(address: string, login = 'dev', password = login): Promise<string> {
    const signIn = await this.open(address)
    const accounts = await this.submit(signIn, 'login', { login, password, decision: 'approve' })
    const form = formFor(accounts, 'accounts')
    const body = new URLSearchParams([...form.fields.map(([n, v]) => [n, v]), ['decision', 'approve']]).toString()
    const done = await this.once(form.action, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(form.action).origin },
    })
    const location = done.headers['location']
    if (typeof location !== 'string') throw new Error(`the bank answered ${done.status}`)
    return new URL(location, form.action).href
  }

  async #follow(first: string, sent: Sent): Promise<Seen> {
    let [url, now] = [first, sent]
    for (let hops = 0; hops < 12; hops += 1) {
      const got = await this.once(url, now)
      const location = got.headers['location']
      if (got.status < 300 || got.status > 399 || typeof location !== 'string')
        return { ...readPage(url, got.status, got.text), got }
      url = new URL(location, url).href
      now = {}
    }
    throw new Error('redirected in circles')
  }
}
