/**
 * A person at the bank's pages without a browser: follows redirects by hand, fills forms in, and stops where the bank sends
 * him back to us.
 */
export async function visit(url: string, answers: readonly { readonly [field: string]: string }[]): Promise<URL> {
  let page = await open(url)
  for (const answer of answers) {
    if (page.kind === 'left') throw new Error('the bank sent the person away too early')
    page = await submit(page, answer)
  }
  if (page.kind !== 'left')
    throw new Error(`still at the bank: ${/<h1>(.*?)<\/h1>/.exec(page.html)?.[1] ?? 'no heading'}`)
  return page.to
}

type Page = { kind: 'page'; url: string; html: string } | { kind: 'left'; to: URL }

async function open(url: string, init: RequestInit = {}): Promise<Page> {
  const answer = await fetch(url, { ...init, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location === null) return { kind: 'page', url, html: await answer.text() }
  const next = new URL(location, url)
  // Our own address, where nobody listens in these tests.
  if (next.pathname.startsWith('/bank/callback/')) return { kind: 'left', to: next }
  return open(next.href)
}

function submit(page: Extract<Page, { kind: 'page' }>, answer: { readonly [field: string]: string }): Promise<Page> {
  const action = /<form[^>]*action="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const fields = new URLSearchParams()
  for (const [input] of page.html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(input)?.[1]
    const ticked = !/type="checkbox"/.test(input) || / checked/.test(input)
    if (name !== undefined && ticked) fields.append(name, /value="([^"]*)"/.exec(input)?.[1] ?? '')
  }
  for (const [name, value] of Object.entries(answer)) fields.set(name, value)
  return open(new URL(action, page.url).href, { method: 'POST', body: fields })
}
