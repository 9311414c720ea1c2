import { notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { Visit } from '../console.ts'
import type { PlainKey } from '../messages/catalogue.ts'
import { layout } from './layout.ts'

export type OpenIdProblem = 'away' | 'ended' | 'declined' | 'unsound' | 'nameless' | 'role' | 'tries'

/** The way in by an identity provider, on the page of the door. */
export interface OpenIdEntry {
  readonly name: string
  readonly failed?: { readonly problem: OpenIdProblem; readonly login: string }
}

export const openIdEntry = (
  settings: { readonly name: string } | undefined,
  failed?: OpenIdEntry['failed'],
): OpenIdEntry | undefined => settings && { name: settings.name, ...(failed ? { failed } : {}) }

const plain = {
  ended: 'openid.ended',
  nameless: 'openid.nameless',
  tries: 'wrong.tries',
} as const satisfies Partial<Record<OpenIdProblem, PlainKey>>

export function openIdNotice({ t }: Visit, { name, failed }: OpenIdEntry): Html | undefined {
  if (!failed) return undefined
  const { problem, login } = failed
  const said = (): string => {
    switch (problem) {
      case 'away':
        return t('openid.away', name)
      case 'declined':
        return t('openid.declined', name)
      case 'unsound':
        return t('openid.unsound', name)
      case 'role':
        return t('openid.role', name, login)
      default:
        return t(plain[problem])
    }
  }
  return notice(said(), 'danger')
}

export const openIdButton = ({ t }: Visit, { name }: OpenIdEntry): Html =>
  html`<p><a class="button" href="${base}/openid">${t('openid.submit', name)}</a></p>`

/** Leads on by itself, and by a link. */
export function welcomePage(visit: Visit): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('openid.welcome'), refresh: base },
    html`<p><a class="button" href="${base}">${t('problem.back')}</a></p>`,
  )
}
