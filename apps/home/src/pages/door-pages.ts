import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { shortestPassword } from '../security/password.ts'
import { field, layout, notice } from './layout.ts'
import { passkeySignIn } from './passkey-form.ts'

/** What was typed, to be shown again, and what is wrong with it by field. */
export interface DoorForm {
  readonly name?: string | undefined
  readonly login?: string | undefined
  readonly word?: string | undefined
  readonly wrong?: Readonly<Partial<Record<'word' | 'name' | 'login' | 'password', string>>>
  /** Wrong with the whole. */
  readonly problem?: string
}

function person({ t }: Visit, form: DoorForm): Html {
  return html`${field({ name: 'name', label: t('field.name'), value: form.name, wrong: form.wrong?.name, autocomplete: 'name' })}
${field({
  name: 'login',
  label: t('field.login'),
  value: form.login,
  help: t('field.loginHelp'),
  wrong: form.wrong?.login,
  autocomplete: 'username',
  attributes: html` autocapitalize="none" spellcheck="false"`,
})}
${field({
  name: 'password',
  label: t('field.password'),
  type: 'password',
  help: t('field.passwordHelp', shortestPassword),
  wrong: form.wrong?.password,
  autocomplete: 'new-password',
})}`
}

const word = (label: string, form: DoorForm, help?: string): Html =>
  field({
    name: 'word',
    label,
    value: form.word,
    wrong: form.wrong?.word,
    autocomplete: 'off',
    attributes: html` autocapitalize="none" spellcheck="false"`,
    help,
  })

const problem = (form: DoorForm): Html | undefined =>
  form.problem === undefined ? undefined : notice(form.problem, 'danger')

export function setUpPage(visit: Visit, form: DoorForm = {}): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('setUp.title') },
    html`<p>${t('setUp.text')}</p>${problem(form)}
<form method="post" action="/home/set-up" class="stack">${word(t('setUp.word'), form, t('setUp.wordHelp'))}
${person(visit, form)}<button class="primary">${t('setUp.submit')}</button></form>`,
  )
}

export function joinPage(visit: Visit, form: DoorForm = {}): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('join.title') },
    html`<p>${t('join.text')}</p>${problem(form)}
<form method="post" action="/home/join" class="stack">${word(t('join.word'), form)}
${person(visit, form)}<button class="primary">${t('join.submit')}</button></form>`,
  )
}

export function signInPage(visit: Visit, form: DoorForm = {}): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('signIn.title'), passkeys: true },
    html`${problem(form)}
<form method="post" action="/home/sign-in" class="stack">
${field({
  name: 'login',
  label: t('field.login'),
  value: form.login,
  autocomplete: 'username webauthn',
  attributes: html` autocapitalize="none" spellcheck="false"`,
})}
${field({ name: 'password', label: t('field.password'), type: 'password', autocomplete: 'current-password' })}
<button class="primary">${t('signIn.submit')}</button></form>
${passkeySignIn(t('signIn.passkey'), t('signIn.wrongPasskey'))}`,
  )
}
