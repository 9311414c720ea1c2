import { setTimeout as sleep } from 'node:timers/promises'
import type { PlainBrowser } from './plain-browser.ts'
import { formFor, linkTo, type PlainPage } from './plain-page.ts'

/** What the person knows and wants. */
export interface Wishes {
  readonly providerId: string
  readonly login: string
  readonly password: string
  /** Codes, choices and answers, in the order in which they are asked for. */
  readonly answers: readonly string[]
}

export interface Walk {
  /** Each screen in the order in which it was first seen; those of the bank begin with `bank `. */
  readonly screens: readonly string[]
  /** `connected`: the last screen is success. */
  readonly end: 'connected' | 'stopped'
}

const REFRESH_MS = 100
/** Each page that waits counts: some sixty seconds of a bank that does not come to an end. */
const MOST_PAGES = 600

/**
 * Goes through a journey as somebody without JavaScript would: takes each page as it comes and does what it asks for. What he has no
 * answer to, a page that says that something went wrong, and a wrong answer end it there.
 */
export async function walk(browser: PlainBrowser, link: string, wishes: Wishes): Promise<Walk> {
  const screens: string[] = []
  const answers = [...wishes.answers]
  const journey = new URL('/v2.1/widget/journey', link)
  journey.search = `?session_id=${new URL(link).searchParams.get('session_id')}`
  let page = await browser.open(link)
  let before: string | undefined
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if ('left' in page) return { screens, end: screens.at(-1) === 'success' ? 'connected' : 'stopped' }
    const name = nameOf(page)
    if (screens.at(-1) !== name) screens.push(name)
    if (name === 'success') return { screens, end: 'connected' }
    // A form that comes again was refused: somebody who goes on would lock the access.
    const again = name === before && !waits.has(name) && !repeats.has(name)
    const next = again ? undefined : await onward(browser, page, { ...wishes, answers }, answers, journey.href)
    if (!next) return { screens, end: 'stopped' }
    before = name
    page = next
  }
  return { screens, end: 'stopped' }
}

const waits = new Set(['working', 'sync', 'redirect_waiting', 'approve'])
/** Several in a row are asked by some banks. */
const repeats = new Set(['challenge', 'bank otp'])

function nameOf(page: PlainPage): string {
  if (page.kind !== undefined) return page.kind
  return `bank ${page.forms.find(({ purpose }) => purpose !== '')?.purpose ?? 'page'}`
}

async function onward(
  browser: PlainBrowser,
  page: PlainPage,
  { providerId, login, password }: Wishes,
  answers: string[],
  journeyUrl: string,
) {
  const press = (purpose: string, more: Readonly<Record<string, string>> = {}) =>
    browser.submit(formFor(page, purpose), more)
  switch (nameOf(page)) {
    case 'providers':
      return press('choose_provider', { provider_id: providerId })
    case 'channel_choice':
      return press('choose_channel')
    case 'consent':
      return press('accept_consent')
    case 'redirect':
      return browser.open(linkTo(page, /\/depart\?/))
    case 'bank login':
      return press('login', { login, password, decision: 'approve' })
    case 'bank accounts':
      return press('accounts', { decision: 'approve' })
    case 'bank otp': {
      const otp = answers.shift()
      return otp === undefined ? undefined : press('otp', { otp, decision: 'approve' })
    }
    // What needs no answer more is taken as it is; the second sign-in only by somebody who has answers left for it.
    case 'offer':
      return press(answers.length > 0 ? 'offer_accept' : 'offer_decline')
    case 'credentials':
      return press('credentials', { f_login: login, f_password: password })
    case 'challenge': {
      if (page.forms.some(({ purpose }) => purpose === 'challenge_done')) return press('challenge_done')
      const answer = answers.shift()
      return answer === undefined ? undefined : press('challenge', { answer })
    }
    case 'accounts':
      return press('accounts')
    case 'same_bank':
      return press('same_bank_renew')
    case 'other_login':
      return press('other_login_new')
    case 'confirm_owner':
      return press('owner_yes')
    case 'working':
    case 'sync':
    case 'redirect_waiting':
      await sleep(REFRESH_MS)
      return browser.open(journeyUrl)
    default:
      return undefined
  }
}
