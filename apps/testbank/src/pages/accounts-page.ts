import { maskedPanOf } from '../bank/access.ts'
import { balanceAt, type Timeline } from '../bank/ledger.ts'
import { currencyExponent } from '../scenario/currencies.ts'
import { writeAmount } from '../scenario/money.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import { actions, errorSummary, type FieldErrors } from './form.ts'
import { attribute, type Html, html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages } from './messages/messages.ts'

export type AccountsView = {
  readonly site: string
  readonly action: string
  readonly until: string
  readonly accounts: readonly ScenarioAccount[]
  readonly timeline: Timeline
  /** Whether the PSU may untick: only in a bank-offered consent. */
  readonly choice: boolean
  readonly ticked: readonly string[]
}

/** What will be shared, for how long and with whom; give access or refuse. */
export function accountsPage(messages: Messages, view: AccountsView, errors: FieldErrors): Page {
  const text = messages.accounts
  const until = new Intl.DateTimeFormat(messages.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${view.until}T00:00:00Z`),
  )
  const rows = html`<ul class="rows">${view.accounts.map((account) => html`<li>${row(messages, view, account)}</li>`)}</ul>`
  const list =
    view.accounts.length === 0
      ? html`<p>${text.none}</p>`
      : html`<fieldset id="account"${attribute('aria-describedby', errors['account'] && 'account-error')}>
<legend>${view.choice ? text.choose : text.fixed}</legend>
${errors['account'] ? html`<span class="error" id="account-error">${errors['account']}</span>` : undefined}
${rows}</fieldset>`
  return {
    title: text.title,
    body: html`<h1>${text.title}</h1>
<p class="lead">${text.lead(view.site, until)}</p>
${errorSummary(messages, errors)}
<form method="post" action="${view.action}">
<input type="hidden" name="step" value="accounts">
${list}
<p>${text.reads}</p>
${actions(messages, text.submit)}
</form>`,
  }
}

/** An IBAN in groups of four, so that it can be read and broken. */
const grouped = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')

function row(messages: Messages, view: AccountsView, account: ScenarioAccount): Html {
  const kind = account.kind === 'unsupported' ? account.typeName : messages.accounts.kinds[account.kind]
  const shown = account.kind === 'CreditCard' ? maskedPanOf(account) : grouped(account.iban) || account.number
  const { minor } = balanceAt(account, view.timeline)
  const exponent = currencyExponent(account.currency) ?? 2
  const format = new Intl.NumberFormat(messages.locale, {
    style: 'currency',
    currency: account.currency,
    currencyDisplay: 'narrowSymbol',
    // As many as the currency has, not as many as display data would show.
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
  // The string form keeps every digit of the amount; a float would not.
  const much = format.format(writeAmount(minor, account.currency) as Intl.StringNumericLiteral)
  const what = html`<span class="what"><strong>${account.name || shown}</strong><small>${kind}</small><small>${shown}</small></span><span class="much">${much}</span>`
  if (!view.choice) return html`<div class="row">${what}</div>`
  const box = view.ticked.includes(account.uid)
    ? html`<input type="checkbox" name="account" value="${account.uid}" checked>`
    : html`<input type="checkbox" name="account" value="${account.uid}">`
  return html`<label class="row">${box}${what}</label>`
}
