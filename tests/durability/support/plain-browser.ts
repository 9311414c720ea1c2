import { setTimeout as sleep } from 'node:timers/promises'
import { type PlainForm, type PlainPage, readPage } from '../../../apps/server/src/http/sandbox/person/plain-page.ts'

export interface PlainBrowserOptions {
  /** Called before each request goes out; a throw keeps it back. */
  readonly onRequest?: (request: string, url: string) => void
  /** Where a request is really sent: a load balancer in front of replicas. Default: where its URL says. */
  readonly route?: (url: string) => string
  /** Forms to these addresses are sent twice at once, as impatient fingers do. */
  readonly twice?: (url: string) => boolean
}

interface Wanted {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: string
}

/** How long a server that was killed may be away. */
const AWAY_MS = 180_000
/** A request under way when the server dies breaks at once; one that hangs is a defect. */
const ANSWER_MS = 180_000

/**
 * A browser with JavaScript off and cookies on. A request that breaks is sent again as a person would by "reload", the same
 * form included, until the server is back.
 */
export class PlainBrowser {
  readonly #cookies = new Map<string, Map<string, string>>()
  readonly #options: PlainBrowserOptions
  /** What each form was for that was sent twice. */
  readonly doubled: string[] = []
  /** Requests that broke and were sent again. */
  retries = 0

  constructor(options: PlainBrowserOptions = {}) {
    this.#options = options
  }

  open(url: string): Promise<PlainPage> {
    return this.#follow({ method: 'GET', url })
  }

  async submit(
    form: PlainForm,
    more: Readonly<Record<string, string>> = {},
    without: readonly string[] = [],
  ): Promise<PlainPage> {
    const wanted = wantedBy(form, more, without)
    if (wanted.method === 'GET' || this.#options.twice?.(wanted.url) !== true) return this.#follow(wanted)
    this.doubled.push(form.purpose)
    const [, second] = await Promise.all([this.#follow(wanted), this.#follow(wanted)])
    return second
  }

  async #follow(first: Wanted): Promise<PlainPage> {
    let wanted = first
    for (let hops = 0; hops < 12; hops += 1) {
      const answer = await this.#untilAnswered(wanted)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null)
        return readPage(wanted.url, answer.status, answer.text)
      wanted = { method: 'GET', url: new URL(location, wanted.url).href }
    }
    throw new Error(`redirected in circles, last to ${wanted.url}`)
  }

  async #untilAnswered(wanted: Wanted): Promise<{ status: number; headers: Headers; text: string }> {
    const giveUp = Date.now() + AWAY_MS
    for (;;) {
      this.#options.onRequest?.(`${wanted.method} ${new URL(wanted.url).pathname}${purposeOf(wanted.body)}`, wanted.url)
      try {
        return await this.#send(wanted)
      } catch (error) {
        if (Date.now() > giveUp) throw new Error(`no answer from ${new URL(wanted.url).pathname}`, { cause: error })
        this.retries += 1
        await sleep(40)
      }
    }
  }

  async #send({ method, url, body }: Wanted): Promise<{ status: number; headers: Headers; text: string }> {
    const { origin, hostname } = new URL(url)
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>()
    const answer = await fetch(this.#options.route?.(url) ?? url, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': 'en',
        'sec-fetch-dest': 'document',
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded', origin } : {}),
        ...(jar.size > 0 ? { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
      body,
    })
    const text = await answer.text()
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    this.#cookies.set(hostname, jar)
    return { status: answer.status, headers: answer.headers, text }
  }
}

function wantedBy(form: PlainForm, more: Readonly<Record<string, string>>, without: readonly string[]): Wanted {
  const fields = form.fields.filter(([name, value]) => !(name in more) && !without.includes(value))
  const body = new URLSearchParams([
    ...fields.map(([name, value]) => [name, value]),
    ...Object.entries(more),
  ]).toString()
  if (form.method === 'post') return { method: 'POST', url: form.action, body }
  return { method: 'GET', url: `${form.action}?${body}` }
}

function purposeOf(body: string | undefined): string {
  const purpose = /(?:^|&)(?:do|step)=(\w+)/.exec(body ?? '')?.[1]
  return purpose === undefined ? '' : ` ${purpose}`
}
