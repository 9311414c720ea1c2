/**
 * A person at the bank's pages without a browser, cookies kept: follows redirects by hand, fills forms in, and stops where the
 * bank sends him back to us. The answer is the query, or what stood behind the `#`.
 */
export async function visitWithCookies(
  url: string,
  answers: readonly { readonly [field: string]: string }[],
): Promise<{ readonly query: { readonly [name: string]: string }; readonly url: URL }> {
  const jar = new Map<string, string>()
  let page = await open(jar, url)
  for (const answer of answers) {
    if (page.kind === 'left')
      throw new Error(
        `the bank sent the person away too early: ${page.to.searchParams.get('error')} ${page.to.searchParams.get('error_description')} ${page.to.hash}`,
      )
    page = await submit(jar, page, answer)
  }
  if (page.kind !== 'left') throw new Error(`still at the bank: ${page.html.replace(/<[^>]*>/g, ' ').slice(0, 400)}`)
  const { to } = page
  const parameters = to.hash.length > 1 ? new URLSearchParams(to.hash.slice(1)) : to.searchParams
  return { query: Object.fromEntries(parameters), url: to }
}

type Page = { kind: 'page'; url: string; html: string } | { kind: 'left'; to: URL }
type Jar = Map<string, string>

async function open(jar: Jar, url: string, init: RequestInit = {}): Promise<Page> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(url, { ...init, redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    jar.set(name, value)
  }
  const location = answer.headers.get('location')
  if (location === null) return { kind: 'page', url, html: await answer.text() }
  const next = new URL(location, url)
  // Our own address, where nobody listens in these tests.
  if (next.pathname.startsWith('/bank/callback/')) return { kind: 'left', to: next }
  return open(jar, next.href)
}

function submit(
  jar: Jar,
  page: Extract<Page, { kind: 'page' }>,
  answer: { readonly [field: string]: string },
): Promise<Page> {
  const action = /<form[^>]*action="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const fields = new URLSearchParams()
  for (const [input] of page.html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(input)?.[1]
    const ticked = !/type="checkbox"/.test(input) || / checked/.test(input)
    if (name !== undefined && ticked) fields.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? '')
  }
  for (const [name, value] of Object.entries(answer)) fields.set(name, value)
  return open(jar, new URL(action, page.url).href, { method: 'POST', body: fields })
}

/** Login and access on the bank's pages, nothing unticked. */
export const signIn = (login: string): readonly { readonly [field: string]: string }[] => [
  { login, password: login },
  { decision: 'approve' },
]
