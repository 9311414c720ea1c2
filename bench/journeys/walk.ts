import { setTimeout as sleep } from 'node:timers/promises'
import { Browser, CLIENT, exchange, type Page } from './browser.ts'
import { formWith, linkTo, screenKind } from './page.ts'

/** How often the page of a running synchronisation is asked for; a browser's own refresh would only make the wait longer. */
const POLL_MS = 250
const MOST_POLLS = 240

export interface Walked {
  /** Requests that Raccord was sent, the client's own call included. */
  readonly requests: number
}

/**
 * One complete add_connection journey for PAYMENT accounts: session, bank list, consent, the bank's own site and back,
 * synchronisation to the last transaction, success, return to the client.
 *
 * @throws when it ends anywhere else
 */
export async function walk(base: string, accessToken: string, providerId = '100'): Promise<Walked> {
  const link = await openSession(base, accessToken)
  const browser = new Browser()
  const parameters = new URLSearchParams({ expected_account_types: 'PAYMENT', redirect_url: CLIENT })
  let page = await browser.get(`${link}&${parameters}`)
  page = await send(browser, page, 'choose_provider', { provider_id: providerId })
  page = await send(browser, page, 'accept_consent')
  page = await browser.get(linkTo(page, '/v2.1/widget/depart'))
  page = await atBank(browser, page)
  for (let polls = 0; screenKind(page) !== 'success'; polls += 1) {
    if (polls > MOST_POLLS || !['sync', 'working'].includes(screenKind(page) ?? ''))
      throw new Error(`the journey stands at ${screenKind(page)} (${page.status}): ${page.html.slice(0, 2000)}`)
    await sleep(POLL_MS)
    page = await browser.get(page.url)
  }
  if (!linkTo(page, CLIENT).includes('status=success')) throw new Error('the client is not told of success')
  return { requests: 1 + (browser.requests.get(new URL(base).origin) ?? 0) }
}

async function openSession(base: string, accessToken: string): Promise<string> {
  const body = JSON.stringify({
    client_id: 'sandbox',
    client_secret: 'sandbox-secret',
    access_token: accessToken,
  })
  const answer = await exchange(
    `${base}/v2.1/widget_session`,
    'POST',
    { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    body,
  )
  const opened = JSON.parse(answer.body.toString('utf8')) as { _links?: { add_connection: string } }
  if (!opened._links) throw new Error(`POST /v2.1/widget_session answered ${answer.status}`)
  return opened._links.add_connection
}

function send(browser: Browser, page: Page, action: string, more: Record<string, string> = {}): Promise<Page> {
  const { url, fields } = formWith(page, 'do', action)
  return browser.post(url, { ...fields, ...more })
}

/** Sign in and agree, where the bank asks; the instant stub sends the browser straight back. */
async function atBank(browser: Browser, page: Page): Promise<Page> {
  if (screenKind(page) !== undefined) return page
  const login = formWith(page, 'step', 'login')
  const entered = { ...login.fields, login: 'dev', password: 'dev', decision: 'approve' }
  const accounts = formWith(await browser.post(login.url, entered), 'step', 'accounts')
  return browser.post(accounts.url, { ...accounts.fields, decision: 'approve' })
}
