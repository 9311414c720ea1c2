import { pageDocument } from '@raccord/home/document'
import { type Html, html, type Piece } from '@raccord/home/html'
import { base } from '../base.ts'
import type { Visit } from '../console.ts'
import type { PlainKey } from '../messages/catalogue.ts'

const tabs = {
  overview: ['', 'nav.overview'],
  sessions: ['/sessions', 'nav.sessions'],
  connections: ['/connections', 'nav.connections'],
  webhooks: ['/webhooks', 'nav.webhooks'],
  clients: ['/clients', 'nav.clients'],
  banks: ['/banks', 'nav.banks'],
  audit: ['/audit', 'nav.audit'],
  migration: ['/migration', 'nav.migration'],
  you: ['/you', 'nav.you'],
} as const satisfies Record<string, readonly [string, PlainKey]>

export interface PageParts {
  readonly title: string
  readonly tab?: keyof typeof tabs
  /** Beside the title. */
  readonly action?: Piece
  /** Signing in needs its script; every other page has none. */
  readonly passkeys?: boolean
  /** Where the browser goes on to by itself. */
  readonly refresh?: string
}

/** A whole page. Every page works without script. */
export function layout(visit: Visit, { title, tab, action, passkeys, refresh }: PageParts, body: Html): string {
  const { t, locale, operator } = visit
  const links = Object.entries(tabs).map(([name, [href, label]]) => ({
    href: `${base}${href}`,
    label: t(label),
    here: name === tab,
  }))
  return pageDocument(
    {
      ...{ locale, title, action, passkeys, refresh, skip: t('frame.skip') },
      app: { name: t('frame.console'), home: base, base, sheet: 'console.css' },
      door: operator === undefined,
      bodyClass: operator ? 'console' : '',
      nav: operator && { label: t('nav.label'), links },
    },
    body,
  )
}

export interface Column {
  readonly label: string
  /** Figures stand at the end of their column. */
  readonly figure?: boolean
}

/** A table that scrolls by itself where the page is narrower; on a phone each row is a card with its columns' names. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Piece[])[]): Html {
  const mark = (at: number) => columns[at]?.figure && html` class="amount"`
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><thead><tr>${columns.map(
    ({ label }, at) => html`<th scope="col"${mark(at)}>${label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, at) => html`<td${mark(at)} data-label="${columns[at]?.label ?? ''}"><div>${cell}</div></td>`)}</tr>`,
  )}</tbody></table></div>`
}

/** A heading with what it is about, or that there is none. */
export function part(title: string, none: string, empty: boolean, body: Piece): Html {
  return html`<section><h2>${title}</h2>${empty ? html`<p class="muted">${none}</p>` : body}</section>`
}
