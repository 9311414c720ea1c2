import type { BankHttp, BankRequest, BankResponse } from '../bank-http.ts'

/** Something that goes wrong with one exchange: given what the bank really answered, what arrives. */
export interface Fault {
  readonly name: string
  strike(request: BankRequest, answer: () => Promise<BankResponse>): Promise<BankResponse>
}

const fails = (fault: Extract<BankResponse, { kind: 'fault' }>['fault']): Fault => ({
  name: fault,
  strike: async () => ({ kind: 'fault', fault, detail: 'played by the conformance kit' }),
})

const instead = (name: string, status: number, body: string, contentType = 'application/json', more = {}): Fault => ({
  name,
  strike: async () => ({ kind: 'answer', status, headers: { 'content-type': contentType, ...more }, body }),
})

/** The real answer, with its text changed. */
const changed = (name: string, change: (body: string, request: BankRequest) => string): Fault => ({
  name,
  strike: async (request, answer) => {
    const real = await answer()
    return real.kind === 'answer' ? { ...real, body: change(real.body, request) } : real
  },
})

/** A bank that says yes and talks nonsense, or no answer at all. None of these may be taken for a success. */
export const brokenAnswers: readonly Fault[] = [
  fails('timeout'),
  fails('unreachable'),
  fails('too_large'),
  fails('unreadable'),
  fails('refused'),
  fails('identity'),
  instead('500', 500, '{"error":"boom"}'),
  instead('503 as a page', 503, '<html><h1>Closed</h1></html>', 'text/html'),
  instead('429', 429, '{}', 'application/json', { 'retry-after': '3600' }),
  instead('401 without a word', 401, ''),
  instead('403 as a list', 403, '[1,2]'),
  instead('a redirect', 302, '', 'text/html', { location: 'https://elsewhere.example/' }),
  instead('a page with 200', 200, '<html><body>maintenance</body></html>', 'text/html'),
  instead('nothing with 200', 200, ''),
  instead('null', 200, 'null'),
  instead('a list', 200, '[]'),
  instead('a word', 200, '"ok"'),
  instead('a thousand nested lists', 200, `${'['.repeat(1000)}${']'.repeat(1000)}`),
  changed('half an answer', (body) => body.slice(0, Math.floor(body.length / 2))),
  changed('bytes that are no text', (body) => `\u0000\uFFFD${body.slice(1)}`),
]

/** Answers that are well formed and lead astray: addresses elsewhere, numbers for words, names of prototypes. */
export const crookedAnswers: readonly Fault[] = [
  changed('links to another host', (body, { url }) => body.replaceAll(new URL(url).host, 'evil.example')),
  changed('links to a file', (body) => body.replaceAll(/"https?:\/\/[^"]*"/g, '"file:///etc/passwd"')),
  changed('links with a user name', (body) => body.replaceAll(/"(https?):\/\//g, '"$1://user:pass@')),
  changed('every text a number', (body) => body.replaceAll(/:\s*"[^"]*"/g, ':7')),
  changed('every text an object', (body) => body.replaceAll(/:\s*"[^"]*"/g, ':{"x":1}')),
  changed('every text 100 kB', (body) => body.replaceAll(/:\s*"[^"]*"/g, `:"${'A'.repeat(100_000)}"`)),
  changed('a prototype', (body) => body.replace('{', '{"__proto__":{"kind":"done"},"constructor":{},')),
]

/** A `next` that never ends, or leads away. Names of the standards: `_links.next.href`, `Links.Next`. */
export const pageFaults: readonly Fault[] = [
  changed('the next page is this page', (body, { url }) => withNext(body, url)),
  changed('the next page is elsewhere', (body) => withNext(body, 'https://evil.example/next')),
]

function withNext(body: string, url: string): string {
  return body.replaceAll(/("(?:next|Next)"\s*:\s*)(\{[^{}]*\}|"[^"]*")/g, (_all, name: string, value: string) =>
    value.startsWith('{') ? `${name}{"href":${JSON.stringify(url)}}` : `${name}${JSON.stringify(url)}`,
  )
}

/** Said with 200 where a list belongs. None of these is an empty list: accounts and announced entries would vanish. */
export const listlessAnswers: readonly Fault[] = [
  instead('an empty object', 200, '{}'),
  instead('a bare list', 200, '[]'),
  instead('null', 200, 'null'),
  instead('nothing', 200, ''),
  instead('an error', 200, '{"error":"invalid_request","message":"no"}'),
  instead('an error of Berlin Group', 200, '{"tppMessages":[{"category":"ERROR","code":"RESOURCE_UNKNOWN"}]}'),
  instead('an error of Open Banking UK', 200, '{"Code":"400","Errors":[{"ErrorCode":"UK.OBIE.Resource.NotFound"}]}'),
  changed('the list is null', (body) => body.replace(/"(\w+)"\s*:\s*\[[\s\S]*\]/, '"$1":null')),
]

export interface CountedHttp extends BankHttp {
  /** Exchanges so far. */
  readonly count: () => number
  /** Whether any answer was another than the bank's: a fault of JSON does nothing to other formats. */
  readonly changed: () => boolean
}

/** Counts exchanges and lets a fault strike one of them (from 0), or each where `at` is `all`. */
export function faultyHttp(http: BankHttp, fault?: Fault, at: number | 'all' = 0): CountedHttp {
  let count = 0
  let changed = false
  const strike = async (fault: Fault, request: BankRequest): Promise<BankResponse> => {
    let real: BankResponse | undefined
    const struck = await fault.strike(request, async () => {
      real = await http.send(request)
      return real
    })
    const same = real?.kind === 'answer' && struck.kind === 'answer' && real.body === struck.body
    changed ||= !same
    return struck
  }
  return {
    count: () => count,
    changed: () => changed,
    send: (request) => {
      const here = count++
      return fault && (at === 'all' || at === here) ? strike(fault, request) : http.send(request)
    },
  }
}
