import { buttonForm, field, notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { shortestPassword } from '@raccord/home/password'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import { languages, type PlainKey } from '../messages/catalogue.ts'
import type { OpenSession } from '../store/session-store.ts'
import { layout } from './layout.ts'

export interface YouView {
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly createdAt: Date }[]
  /** The address is one that passkeys can be bound to. */
  readonly passkeysPossible: boolean
  readonly sessions: readonly OpenSession[]
  readonly said?: PlainKey
  readonly wrong?: { readonly old?: string; readonly password?: string }
}

export function youPage(visit: OperatorVisit, view: YouView): string {
  const { t, formats, operator } = visit
  const { passkeysPossible, sessions, said } = view
  return layout(
    visit,
    {
      ...{ title: t('you.title'), tab: 'you', passkeys: passkeysPossible },
      action: buttonForm(`${base}/sign-out`, t('signOut.submit')),
    },
    html`${said && notice(t(said))}
<p><strong>${operator.login}</strong><br><span class="muted">${t(`you.role.${operator.role}`)}</span></p>
<section class="card"><h2>${t('you.language')}</h2><form method="post" action="${base}/you/language" class="row">
<div class="field"><label class="sr" for="locale">${t('you.language')}</label><select id="locale" name="locale">${languages.map(
      ({ code, name }) =>
        html`<option value="${code}" lang="${code}"${code === visit.locale && html` selected`}>${name}</option>`,
    )}</select></div>
<button class="quiet">${t('you.save')}</button></form></section>
${operator.byProvider ? html`<p class="muted">${t('openid.you')}</p>` : ownWays(visit, view)}
<section class="card"><h2>${t('you.sessions')}</h2><ul class="rows">${sessions.map(
      ({
        createdAt,
        seenAt,
        here,
      }) => html`<li><span class="grow">${here && html`<strong>${t('you.sessionHere')}</strong>`}
<small>${t('you.sessionSince', formats.instant(createdAt), formats.instant(seenAt))}</small></span></li>`,
    )}</ul>${sessions.length > 1 && buttonForm(`${base}/you/sessions/end-others`, t('you.endOthers'), 'danger')}</section>`,
  )
}

/** Passkeys and the password: of those who are not known by a provider. */
function ownWays({ t, formats }: OperatorVisit, { passkeys, passkeysPossible, wrong = {} }: YouView): Html {
  return html`<section class="card"><h2>${t('you.passkeys')}</h2><p>${t('you.passkeysText')}</p>
${passkeys.length === 0 && html`<p class="muted">${t('you.passkeysNone')}</p>`}
<ul class="rows">${passkeys.map(
    ({ id, name, createdAt }) => html`<li><span class="grow"><strong>${name}</strong>
<small>${formats.day(createdAt)}</small></span>${buttonForm(`${base}/passkeys/${id}/remove`, t('you.passkeyRemove'), 'danger')}</li>`,
  )}</ul>
${
  passkeysPossible
    ? html`<form class="stack" data-passkey="add" data-failed="${t('you.passkeyFailed')}"
 data-password="${t('wrong.password')}" data-tries="${t('wrong.tries')}" hidden>
<p class="wrong" role="alert" hidden></p>
${field({ name: 'passkey-name', label: t('you.passkeyName'), autocomplete: 'off', attributes: html` maxlength="60"` })}
${field({
  ...{ name: 'passkey-password', label: t('field.oldPassword'), type: 'password', autocomplete: 'current-password' },
})}
<button class="quiet">${t('you.passkeyAdd')}</button></form>`
    : html`<p class="muted">${t('you.passkeysImpossible')}</p>`
}</section>
<section class="card"><h2>${t('you.changePassword')}</h2>
<form method="post" action="${base}/you/password" class="stack">
${field({
  ...{ name: 'old', label: t('field.oldPassword'), type: 'password', autocomplete: 'current-password' },
  wrong: wrong.old,
})}
${field({
  ...{ name: 'password', label: t('field.newPassword'), type: 'password', autocomplete: 'new-password' },
  ...{ help: t('field.passwordHelp', shortestPassword), wrong: wrong.password },
})}
<button class="quiet">${t('you.save')}</button></form></section>`
}
