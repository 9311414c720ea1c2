import { base } from '../base.ts'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import type { PlainKey } from '../messages/catalogue.ts'
import type { ApplicationCheck, BankCheck, WaysInState } from '../ways-in.ts'
import { buttonForm, field, layout, notice } from './layout.ts'

export interface WaysInView {
  readonly state: WaysInState
  readonly application?: ApplicationCheck
  readonly banks?: readonly BankCheck[]
  /** As it was typed. */
  readonly typed?: string
  readonly wrong?: { readonly application?: string; readonly product?: string; readonly bank?: string }
}

const panel = 'https://enablebanking.com/cp/applications'

/** Ways to banks that the owner sets up; for nobody else. */
export function waysInPage(visit: Visit, view: WaysInView): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('ways.title'), tab: 'banks' },
    html`<p>${t('ways.text')}</p>${enableBanking(visit, view)}${fints(visit, view)}
<p><a href="/home/banks">${t('nav.banks')}</a></p>`,
  )
}

function enableBanking({ t }: Visit, { state, application: check, typed, wrong = {} }: WaysInView): Html {
  const { bySettings, certificate, applicationId, redirectUrl } = state.enableBanking
  const body = () => {
    if (bySettings) return html`<p>${t('ways.bySettings', 'RACCORD_ENABLE_BANKING_APP_ID')}</p>`
    if (certificate === undefined)
      return html`<p>${t('ways.ebKeyText')}</p>${buttonForm(`${base}/ways-in/enable-banking/key`, t('ways.ebKey'), 'primary')}`
    const registered = html`<div class="field"><label for="certificate">${t('ways.ebCertificate')}</label>
<textarea id="certificate" class="pem" rows="6" readonly spellcheck="false">${certificate}</textarea></div>
<p><a class="button" href="${base}/ways-in/enable-banking/certificate" download="enable-banking.pem">${t('ways.ebDownload')}</a></p>
<div class="field"><label for="redirect">${t('ways.ebRedirect')}</label><input id="redirect" readonly value="${redirectUrl}"></div>
${!redirectUrl.startsWith('https:') && html`<p class="wrong">${t('ways.ebHttps')}</p>`}`
    if (applicationId !== undefined)
      return html`<p>${t('ways.ebUsed', applicationId)}</p>
<div class="row">${buttonForm(`${base}/ways-in/enable-banking/check`, t('ways.check'), 'primary')}${buttonForm(
        `${base}/ways-in/enable-banking/forget`,
        t('ways.ebForget'),
        'danger',
      )}</div><details><summary>${t('ways.ebRegistered')}</summary>${registered}</details>`
    return html`<ol class="steps"><li>${t('ways.ebStep1')} <a href="${panel}" rel="noreferrer">${panel}</a>${registered}</li>
<li>${t('ways.ebStep2')}</li>
<li>${t('ways.ebStep3')}<form method="post" action="${base}/ways-in/enable-banking" class="stack">
${field({ name: 'application', label: t('ways.ebId'), value: typed, wrong: wrong.application, autocomplete: 'off', attributes: html` maxlength="60"` })}
<button class="primary">${t('ways.ebUse')}</button></form></li></ol>`
  }
  return html`<section class="card" id="enable-banking"><h2>Enable Banking</h2><p>${t('ways.ebWhat')}</p>
<p class="muted">${t('ways.ebTerms')}</p>${check && checked(check, { t })}${body()}</section>`
}

function checked(check: ApplicationCheck, { t }: Pick<Visit, 't'>): Html {
  if (check.kind !== 'known')
    return notice(t(check.kind === 'refused' ? 'ways.ebRefused' : 'ways.ebUnreachable'), 'danger')
  const faults: PlainKey[] = [
    ...(check.active ? [] : ['ways.ebInactive' as const]),
    ...(check.redirects ? [] : ['ways.ebOtherRedirect' as const]),
    ...(check.readsAccounts ? [] : ['ways.ebNoAccounts' as const]),
    ...(check.banks === undefined ? ['ways.ebNoList' as const] : []),
  ]
  return html`${notice(t('ways.ebKnown', check.name, check.banks ?? 0), faults.length === 0 ? 'ok' : 'warn')}${faults.map(
    (fault) => notice(t(fault), 'warn'),
  )}${!check.production && notice(t('ways.ebSandbox'), 'warn')}`
}

function fints({ t }: Visit, { state, banks: told, wrong = {} }: WaysInView): Html {
  const { bySettings, productId, banks, offered } = state.fints
  return html`<section class="card" id="fints"><h2>${t('ways.fints')}</h2><p>${t('ways.fintsWhat')}</p>
<p><a href="https://www.fints.org" rel="noreferrer">www.fints.org</a></p>
${
  bySettings
    ? html`<p>${t('ways.bySettings', 'RACCORD_FINTS_PRODUCT_ID')}</p>`
    : html`<form method="post" action="${base}/ways-in/fints" class="stack">
${field({ name: 'product', label: t('ways.fintsId'), value: productId, help: t('ways.fintsIdHelp'), wrong: wrong.product, autocomplete: 'off', required: false, attributes: html` maxlength="25"` })}
<button class="quiet">${t('you.save')}</button></form>`
}
<h3>${t('ways.fintsBanks')}</h3>
<ul class="rows">${banks.map(({ blz, name }) => {
    const says = told?.find((one) => one.blz === blz)?.says
    return html`<li><span class="grow"><strong>${name}</strong><small>${blz}${
      says !== undefined && html` · ${t(`ways.says.${says}`)}`
    }</small></span>${buttonForm(`${base}/ways-in/fints/${blz}/remove`, t('ways.remove'), 'danger')}</li>`
  })}</ul>
${banks.length > 0 && productId !== undefined && buttonForm(`${base}/ways-in/fints/check`, t('ways.check'), 'primary')}
<form method="post" action="${base}/ways-in/fints/banks" class="stack"><div class="field"><label for="blz">${t('ways.fintsAdd')}</label>
<select id="blz" name="blz">${offered.map(({ blz, name }) => html`<option value="${blz}">${name} (${blz})</option>`)}</select></div>
<button class="quiet">${t('ways.add')}</button></form>
<details${wrong.bank !== undefined && html` open`}><summary>${t('ways.fintsOther')}</summary><p>${t('ways.fintsOtherText')}</p>
<form method="post" action="${base}/ways-in/fints/banks" class="stack">
${field({ name: 'code', label: t('ways.fintsBlz'), wrong: wrong.bank, autocomplete: 'off', attributes: html` inputmode="numeric" maxlength="8"` })}
${field({ name: 'name', label: t('ways.fintsName'), autocomplete: 'off', attributes: html` maxlength="80"` })}
${field({ name: 'url', label: t('ways.fintsUrl'), type: 'url', autocomplete: 'off', attributes: html` maxlength="300"` })}
<button class="quiet">${t('ways.add')}</button></form></details></section>`
}
