import type { AccessTokenOut, AccountOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import type { MadeToken } from '../raccord/raccord-client.ts'
import { buttonForm, field, layout, notice } from './layout.ts'
import { masked } from './overview-page.ts'

export interface ApplicationsView {
  readonly tokens: readonly AccessTokenOut[]
  readonly accounts: readonly AccountOut[]
  readonly wrong?: string
  /** What was typed. */
  readonly name?: string
}

export function applicationsPage(visit: Visit, view: ApplicationsView): string {
  const { t } = visit
  const { tokens, accounts } = view
  return layout(
    visit,
    { title: t('applications.title'), tab: 'applications' },
    html`<p>${t('applications.text')}</p>
${tokens.length === 0 && html`<p class="muted">${t('applications.none')}</p>`}
<ul class="rows">${tokens.map((token) => tokenRow(visit, token, accounts))}</ul>
<section class="card"><h2>${t('applications.new')}</h2>${view.wrong !== undefined && notice(view.wrong, 'danger')}
<form method="post" action="/home/applications" class="stack">
${field({ name: 'name', label: t('applications.name'), value: view.name, attributes: html` maxlength="80"` })}
<fieldset><legend>${t('applications.kind')}</legend>
${pick('radio', 'kind', 'simplefin', t('applications.simplefin'), true)}
${pick('radio', 'kind', 'lunchflow', t('applications.lunchflow'), false)}
${pick('radio', 'kind', 'enable_banking', t('applications.enable_banking'), false)}
${pick('radio', 'kind', 'export', t('applications.export'), false)}</fieldset>
<fieldset><legend>${t('applications.which')}</legend>
${pick('radio', 'which', 'all', t('applications.allAccounts'), true)}
${accounts.length > 0 && pick('radio', 'which', 'some', t('applications.some'), false)}
<div class="indent">${accounts.map(({ id, name, ...account }) => pick('checkbox', 'account', id, `${name} ${masked({ id, name, ...account })}`, false))}</div></fieldset>
${field({ name: 'from', type: 'date', label: t('applications.from'), required: false })}
<button class="primary">${t('applications.submit')}</button></form></section>`,
  )
}

function pick(type: 'radio' | 'checkbox', name: string, value: string, label: string, checked: boolean): Html {
  return html`<label class="pick"><input type="${type}" name="${name}" value="${value}"${checked && html` checked`}> <span>${label}</span></label>`
}

function tokenRow({ t, formats }: Visit, token: AccessTokenOut, accounts: readonly AccountOut[]): Html {
  const { id, name, kind, claim_expiry_date: until, last_use_date: used, account_ids: ids } = token
  const which =
    ids === undefined
      ? [t('applications.allAccounts')]
      : accounts.filter((one) => ids.includes(one.id)).map((one) => one.name)
  const use =
    until !== undefined
      ? t('applications.unclaimed', formats.instant(until))
      : used === undefined
        ? t('applications.unused')
        : t('applications.used', formats.instant(used))
  return html`<li data-token="${id}"><span class="grow"><strong>${name}</strong>
<small>${t(`applications.${kind}`)} · ${which.join(', ')}</small><small>${use}</small>
${token.claim_replay_date !== undefined && html`<p class="wrong">${t('applications.replayed')}</p>`}</span>
${buttonForm(`/home/applications/${id}/revoke`, t('applications.revoke'), 'danger')}</li>`
}

const told = (id: string, label: string, value: string): Html =>
  html`<div class="field"><label for="${id}">${label}</label><input id="${id}" readonly value="${value}"></div>`

/** The one page that shows what opens a key; it is never shown again. */
export function keyPage(visit: Visit, made: MadeToken): string {
  const { t } = visit
  const setup =
    made.setup_token !== undefined &&
    html`<div class="field"><label for="setup-token">${t('applications.setUpToken')}</label>
<textarea id="setup-token" rows="4" readonly spellcheck="false">${made.setup_token}</textarea></div><p>${t('applications.paste')}</p>`
  const service =
    made.api_url !== undefined &&
    html`<p>${t('applications.service')}</p>${told('api-url', t('applications.apiUrl'), made.api_url)}
${made.api_key !== undefined && told('api-key', t('applications.apiKey'), made.api_key)}
${made.application_id !== undefined && told('application-id', t('applications.applicationId'), made.application_id)}
${
  made.private_key !== undefined &&
  html`<div class="field"><label for="private-key">${t('applications.privateKey')}</label>
<textarea id="private-key" class="pem" rows="8" readonly spellcheck="false">${made.private_key}</textarea></div>`
}`
  const links =
    made.links !== undefined &&
    html`<p>${t('applications.links')}</p><dl class="links">${Object.entries(made.links).map(
      ([name, link]) => html`<dt>${name}</dt><dd><code>${link}</code></dd>`,
    )}</dl>`
  return layout(
    visit,
    { title: t('applications.made'), tab: 'applications' },
    html`${notice(t('applications.once'), 'warn')}${setup}${service}${links}
<p><a class="button" href="/home/applications">${t('applications.done')}</a></p>`,
  )
}
