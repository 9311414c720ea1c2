import { setTimeout as sleep } from 'node:timers/promises'
import { formFor, linkTo, type PlainPage, wordsOf } from '../../../apps/server/src/http/sandbox/person/plain-page.ts'
import { nameOf } from '../../durability/support/person.ts'
import type { PlainBrowser } from '../../durability/support/plain-browser.ts'

/** What a person answers wherever he is asked: the same through old and new addresses. */
export interface Manner {
  readonly bank: string
  /** Of the two ways that the previous widgets offer. */
  readonly way?: 'REDIRECT' | 'EMBEDDED'
  readonly offer?: 'offer_accept' | 'offer_decline'
  readonly login?: string
  /** Name of an account he unticks where he may choose. */
  readonly keeps?: string
}

export interface Walk {
  /** Each screen in the order in which it was first seen; waiting ones, which may be too quick to be seen, are left out. */
  readonly screens: readonly string[]
  /** Where the last screen leads. */
  readonly back: URL
}

const MOST_PAGES = 400

/** Goes through a journey page by page without a script, to its end. */
export async function walk(browser: PlainBrowser, link: string, manner: Manner): Promise<Walk> {
  const screens: string[] = []
  const sessionId = new URL(link).searchParams.get('session_id')
  const here = new URL(`/v2.1/widget/journey?session_id=${sessionId}`, link).href
  let page = await browser.open(link)
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const name = nameOf(page)
    if (!['working', 'sync'].includes(name) && screens.at(-1) !== name) screens.push(name)
    if (name === 'success') return { screens, back: new URL(linkTo(page, /status=/)) }
    page = await onward(browser, page, manner, here)
  }
  throw new Error(`the journey does not end: ${screens.slice(-12).join(' → ')}`)
}

async function onward(browser: PlainBrowser, page: PlainPage, manner: Manner, here: string): Promise<PlainPage> {
  const login = manner.login ?? 'dev'
  const press = (purpose: string, more: Readonly<Record<string, string>> = {}, without: readonly string[] = []) =>
    browser.submit(formFor(page, purpose), more, without)
  switch (nameOf(page)) {
    case 'providers':
      return press('choose_provider', { provider_id: manner.bank })
    case 'channel_choice':
      return browser.submit(wayForm(page, manner.way))
    case 'consent':
      return press('accept_consent')
    case 'redirect':
      return browser.open(linkTo(page, /\/depart\?/))
    case 'bank login':
      return press('login', { login, password: login, decision: 'approve' })
    case 'bank accounts':
      return press('accounts', { decision: 'approve' })
    case 'credentials':
      return press('credentials', { f_login: login, f_password: login })
    case 'challenge':
      return press('challenge', { answer: '123456' })
    case 'offer':
      return press(manner.offer ?? 'offer_decline')
    case 'accounts':
      return press('accounts', {}, unticked(page, manner.keeps))
    case 'manage':
      return press('manage_done')
    case 'working':
    case 'sync':
      await sleep(80)
      return browser.open(here)
    default:
      throw new Error(`a page that was not expected, ${nameOf(page)} at ${page.url}: ${wordsOf(page)}`)
  }
}

function wayForm(page: PlainPage, way: Manner['way']) {
  const wanted = way === 'EMBEDDED' ? '00' : '01'
  const form = page.forms.find(({ fields }) =>
    fields.some(([name, value]) => name === 'channel' && value.endsWith(wanted)),
  )
  if (!form) throw new Error(`no way ${way}: ${wordsOf(page)}`)
  return form
}

function unticked(page: PlainPage, name: string | undefined): string[] {
  if (name === undefined) return []
  const row = [...page.text.matchAll(/<label\b[^>]*>([\s\S]*?)<\/label>/g)].find(([, text = '']) => text.includes(name))
  const id = /name="account" value="(\d+)"/.exec(row?.[1] ?? '')?.[1]
  if (id === undefined) throw new Error(`no account ${name} to untick: ${wordsOf(page)}`)
  return [id]
}
