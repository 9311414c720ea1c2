import { field, notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { passkeySignIn } from '@raccord/home/passkey-form'
import { shortestPassword } from '@raccord/home/password'
import { base } from '../base.ts'
import type { Visit } from '../console.ts'
import { layout } from './layout.ts'
import { type OpenIdEntry, openIdButton, openIdNotice } from './openid-page.ts'

/** What was typed, to be shown again, and what is wrong. */
export interface DoorForm {
  readonly login?: string | undefined
  readonly problem?: string
  readonly wrongPassword?: string
}

const login = ({ t }: Visit, form: DoorForm, autocomplete: string): Html =>
  field({
    ...{ name: 'login', label: t('field.login'), value: form.login, autocomplete },
    attributes: html` autocapitalize="none" spellcheck="false"`,
  })

const problem = (form: DoorForm): Html | undefined =>
  form.problem === undefined ? undefined : notice(form.problem, 'danger')

export function signInPage(visit: Visit, sandbox: boolean, form: DoorForm = {}, openid?: OpenIdEntry): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('signIn.title'), passkeys: true },
    html`${problem(form)}${openid && openIdNotice(visit, openid)}${openid && openIdButton(visit, openid)}${sandbox && html`<p class="muted">${t('signIn.sandbox')}</p>`}
<form method="post" action="${base}/sign-in" class="stack">
${login(visit, form, 'username webauthn')}
${field({ name: 'password', label: t('field.password'), type: 'password', autocomplete: 'current-password' })}
<button class="primary">${t('signIn.submit')}</button></form>
${passkeySignIn(t('signIn.passkey'), t('signIn.wrongPasskey'))}
<p><a href="${base}/set-up">${t('signIn.setUp')}</a></p>`,
  )
}

export function setUpPage(visit: Visit, form: DoorForm = {}): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('setUp.title') },
    html`<p>${t('setUp.text')}</p>${problem(form)}
<form method="post" action="${base}/set-up" class="stack">
${login(visit, form, 'username')}
${field({
  ...{ name: 'word', label: t('setUp.word'), autocomplete: 'off' },
  attributes: html` autocapitalize="none" spellcheck="false"`,
})}
${field({
  ...{ name: 'password', label: t('field.newPassword'), type: 'password', autocomplete: 'new-password' },
  ...{ help: t('field.passwordHelp', shortestPassword), wrong: form.wrongPassword },
})}
<button class="primary">${t('setUp.submit')}</button></form>`,
  )
}
