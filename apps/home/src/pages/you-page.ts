import { base } from '../base.ts'
import type { MemberVisit } from '../home.ts'
import { html } from '../html.ts'
import { languages, type PlainKey } from '../messages/catalogue.ts'
import { dayOf } from '../messages/format.ts'
import { shortestPassword } from '../security/password.ts'
import type { Passkey } from '../store/passkey-store.ts'
import { buttonForm, field, layout, notice } from './layout.ts'

export interface YouView {
  readonly passkeys: readonly Passkey[]
  /** The address is one that passkeys can be bound to. */
  readonly passkeysPossible: boolean
  /** He came by a passkey just now: nobody asks for his password. */
  readonly fresh: boolean
  readonly said?: PlainKey
  readonly wrong?: { readonly old?: string; readonly password?: string }
}

export function youPage(visit: MemberVisit, view: YouView): string {
  const { t, formats, member } = visit
  const { passkeys, passkeysPossible, fresh, said, wrong = {} } = view
  return layout(
    visit,
    {
      title: t('you.title'),
      tab: 'you',
      passkeys: passkeysPossible,
      action: buttonForm('/home/sign-out', t('signOut.submit')),
    },
    html`${said && notice(t(said))}
<p><strong>${member.name}</strong> <span class="muted">${member.login}</span></p>
<section class="card"><h2>${t('you.language')}</h2><form method="post" action="${base}/you/language" class="row">
<div class="field"><label class="sr" for="locale">${t('you.language')}</label><select id="locale" name="locale">${languages.map(
      ({ code, name }) =>
        html`<option value="${code}" lang="${code}"${code === visit.locale && html` selected`}>${name}</option>`,
    )}</select></div>
<button class="quiet">${t('you.save')}</button></form></section>
<section class="card"><h2>${t('you.passkeys')}</h2><p>${t('you.passkeysText')}</p>
${passkeys.length === 0 && html`<p class="muted">${t('you.passkeysNone')}</p>`}
<ul class="rows">${passkeys.map(
      (key) => html`<li><span class="grow"><strong>${key.name}</strong>
<small>${formats.day(dayOf(key.createdAt.getTime() / 1000))}</small></span>${buttonForm(
        `/home/passkeys/${key.id}/remove`,
        t('you.passkeyRemove'),
        'danger',
      )}</li>`,
    )}</ul>
${
  passkeysPossible
    ? html`<form class="stack" data-passkey="add" data-failed="${t('you.passkeyFailed')}" data-password="${t('wrong.password')}" data-tries="${t('wrong.tries')}" hidden>
<p class="wrong" role="alert" hidden></p>
${field({ name: 'passkey-name', label: t('you.passkeyName'), autocomplete: 'off', attributes: html` maxlength="60"` })}
${
  !fresh &&
  field({ name: 'passkey-password', label: t('field.oldPassword'), type: 'password', autocomplete: 'current-password' })
}
<button class="quiet">${t('you.passkeyAdd')}</button></form><noscript><p class="muted">${t('you.passkeyNeeds')}</p></noscript>`
    : html`<p class="muted">${t('you.passkeyNeeds')}</p>`
}</section>
<section class="card"><h2>${t('you.password')}</h2><form method="post" action="${base}/you/password" class="stack">
<input type="hidden" name="username" autocomplete="username" value="${member.login}">
${field({ name: 'old', label: t('field.oldPassword'), type: 'password', wrong: wrong.old, autocomplete: 'current-password' })}
${field({
  name: 'password',
  label: t('field.newPassword'),
  type: 'password',
  help: t('field.passwordHelp', shortestPassword),
  wrong: wrong.password,
  autocomplete: 'new-password',
})}
<button class="quiet">${t('you.changePassword')}</button></form></section>`,
  )
}
