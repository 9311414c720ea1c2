import { base } from '../base.ts'
import type { Visit } from '../home.ts'
import { type Html, html, type Piece } from '../html.ts'
import type { PlainKey } from '../messages/catalogue.ts'
import { pageDocument } from './document.ts'

export type Tab = 'accounts' | 'transactions' | 'banks' | 'applications' | 'downloads' | 'household' | 'you'

const tabs: readonly (readonly [Tab, string, PlainKey])[] = [
  ['accounts', '/home', 'nav.accounts'],
  ['transactions', '/home/transactions', 'nav.transactions'],
  ['banks', '/home/banks', 'nav.banks'],
  ['downloads', '/home/downloads', 'nav.downloads'],
  ['applications', '/home/applications', 'nav.applications'],
  ['household', '/home/household', 'nav.household'],
  ['you', '/home/you', 'nav.you'],
]

export interface PageParts {
  readonly title: string
  readonly tab?: Tab
  /** Beside the title. */
  readonly action?: Piece
  /** Signing in needs its script; every other page has none. */
  readonly passkeys?: boolean
}

/** A whole page. Every page works without script. */
export function layout(visit: Visit, { title, tab, action, passkeys }: PageParts, body: Html): string {
  const { t, locale, member, plainHttp } = visit
  const links = tabs.map(([name, href, label]) => ({ href, label: t(label), here: name === tab }))
  return pageDocument(
    {
      ...{ locale, title, action, passkeys, skip: t('frame.skip') },
      app: { name: t('frame.home'), home: '/home', base, sheet: 'home.css' },
      door: !member,
      ribbon: plainHttp && html`<p class="ribbon" role="status">${t('frame.plainHttp')}</p>`,
      nav: member && { label: t('nav.label'), links },
    },
    body,
  )
}

/** One button that sends something. */
export const buttonForm = (action: string, label: string, kind: 'primary' | 'quiet' | 'danger' = 'quiet'): Html =>
  html`<form method="post" action="${action}"><button class="${kind}">${label}</button></form>`

export interface FieldParts {
  readonly name: string
  readonly label: string
  readonly type?: string
  readonly value?: string | undefined
  readonly help?: string
  readonly wrong?: string | undefined
  readonly autocomplete?: string
  readonly required?: boolean
  readonly attributes?: Html
}

/** A label with its input; what is wrong stands beside it and is read with it. */
export function field(parts: FieldParts): Html {
  const { name, label, type = 'text', value, help, wrong, autocomplete, required = true, attributes } = parts
  const says = [help && `${name}-help`, wrong && `${name}-wrong`].filter(Boolean).join(' ')
  return html`<div class="field"><label for="${name}">${label}</label>
${wrong && html`<p class="wrong" id="${name}-wrong">${wrong}</p>`}
<input id="${name}" name="${name}" type="${type}"${value !== undefined && html` value="${value}"`}${
    autocomplete && html` autocomplete="${autocomplete}"`
  }${required && html` required`}${says && html` aria-describedby="${says}"`}${wrong && html` aria-invalid="true"`}${attributes}>
${help && html`<small id="${name}-help">${help}</small>`}</div>`
}

export const notice = (text: Piece, kind: 'ok' | 'warn' | 'danger' = 'ok', action?: Piece): Html =>
  html`<div class="notice ${kind}" role="status"><p>${text}</p>${action}</div>`
