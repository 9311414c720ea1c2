import { setTimeout as sleep } from 'node:timers/promises'
import { formFor, linkTo, type PlainPage, wordsOf } from '../../../apps/server/src/http/sandbox/person/plain-page.ts'
import type { PlainBrowser } from './plain-browser.ts'

/** What he knows and wants. */
export interface Person {
  readonly login: string
  readonly password: string
  readonly otp: string
  readonly configurationUrl: string
  /** The bank he chooses; default the one that has both ways in. */
  readonly provider?: string
  /** Name of an account he unticks where he may choose. */
  readonly keeps?: string
}

export interface Stroll {
  /** Each screen in the order in which it was first seen. */
  readonly seen: readonly string[]
  /** The address of the client that the last screen leads to. */
  readonly back: string
  /** How often he began anew where another browser had begun. */
  readonly takenOver: number
}

/** A widget that stands still for so long has lost the person. */
const MOST_PAGES = 600
const REFRESH_MS = 120

/**
 * Goes through a whole journey as it comes, page by page, doing on each what the page asks for: REDIRECT, the bank's own
 * pages, the offered EMBEDDED step with its code, the choice of accounts, the wait. Never begins the session anew; a page
 * that says that something broke is taken by its word ("try again").
 */
export async function strollThrough(
  browser: PlainBrowser,
  link: string,
  person: Person,
  tell: (page: PlainPage) => void = () => {},
): Promise<Stroll> {
  const seen: string[] = []
  let page = await browser.open(link)
  const journeyUrl = new URL(`/v2.1/widget/journey?session_id=${new URL(link).searchParams.get('session_id')}`, link)
  let takenOver = 0
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const name = nameOf(page)
    tell(page)
    if (seen.at(-1) !== name) seen.push(name)
    if (name === 'success') return { seen, back: linkTo(page, /status=/), takenOver }
    const takesOver = page.forms.some(({ purpose }) => purpose === 'take_over')
    if (takesOver) takenOver += 1
    page = await onward(browser, page, person, journeyUrl.href)
  }
  throw new Error(`the journey does not end: ${seen.slice(-12).join(' → ')}`)
}

export function nameOf(page: PlainPage): string {
  if (page.kind !== undefined) return page.kind
  const step = page.forms.find(({ purpose }) => ['login', 'accounts', 'otp'].includes(purpose))?.purpose
  return `bank ${step ?? 'page'}`
}

async function onward(browser: PlainBrowser, page: PlainPage, person: Person, journeyUrl: string): Promise<PlainPage> {
  const { login, password, otp, configurationUrl } = person
  switch (nameOf(page)) {
    case 'providers':
      return browser.submit(formFor(page, 'choose_provider'), { provider_id: person.provider ?? '100' })
    case 'consent':
      return browser.submit(formFor(page, 'accept_consent'))
    case 'redirect':
      return browser.open(linkTo(page, /\/depart\?/))
    // At the bank, but this tab came back by itself: the link was used up when the server died.
    case 'redirect_waiting':
      return browser.submit(formFor(page, 'depart_again'))
    case 'bank login':
      return browser.submit(formFor(page, 'login'), {
        ...{ login, password, configuration_url: configurationUrl },
        decision: 'approve',
      })
    case 'bank accounts':
      return browser.submit(formFor(page, 'accounts'), { decision: 'approve' })
    case 'bank otp':
      return browser.submit(formFor(page, 'otp'), { otp, decision: 'approve' })
    case 'offer':
      return browser.submit(formFor(page, 'offer_accept'))
    case 'credentials':
      return browser.submit(formFor(page, 'credentials'), {
        ...{ f_login: login, f_password: password, f_configuration_url: configurationUrl },
      })
    case 'challenge':
      return browser.submit(formFor(page, 'challenge'), { answer: otp })
    case 'accounts':
      return browser.submit(formFor(page, 'accounts'), {}, unwanted(page, person.keeps))
    // The answer that made this browser the session's was lost: only a person knows that it was he.
    case 'unbound':
      return browser.submit(formFor(page, 'take_over'))
    case 'working':
    case 'sync':
      await sleep(REFRESH_MS)
      return browser.open(journeyUrl)
    case 'error':
      return afterError(browser, page, journeyUrl)
    default:
      throw new Error(`a page that he did not expect, ${nameOf(page)} at ${page.url}: ${wordsOf(page)}`)
  }
}

/** A link of the bank's that was used before the server died: the widget is still open. Else "try again" on the page. */
async function afterError(browser: PlainBrowser, page: PlainPage, journeyUrl: string): Promise<PlainPage> {
  if (page.status === 409) return browser.open(journeyUrl)
  return browser.submit(formFor(page, 'retry'))
}

function unwanted(page: PlainPage, name: string | undefined): string[] {
  if (name === undefined) return []
  const row = [...page.text.matchAll(/<label\b[^>]*>([\s\S]*?)<\/label>/g)].find(([, text = '']) => text.includes(name))
  const id = /name="account" value="(\d+)"/.exec(row?.[1] ?? '')?.[1]
  if (id === undefined) throw new Error(`no account ${name} to untick: ${wordsOf(page)}`)
  return [id]
}
