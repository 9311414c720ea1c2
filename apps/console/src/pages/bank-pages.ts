import { field, notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import type { BankView } from '../desk.ts'
import { languages } from '../messages/catalogue.ts'
import { layout } from './layout.ts'
import { type Compared, staleNotice } from './stale-notice.ts'

const page = 100

export function banksPage(visit: OperatorVisit, query: string, banks: readonly BankView[], now: Date): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('banks.title'), tab: 'banks' },
    html`<form method="get" action="${base}/banks" class="row"><div class="field grow">
<label class="sr" for="q">${t('banks.search')}</label><input id="q" name="q" type="search" value="${query}" placeholder="${t('banks.search')}" maxlength="80"></div>
<button class="primary">${t('banks.find')}</button></form>
${banks.length === 0 && html`<p class="muted">${t('banks.none')}</p>`}
<ul class="rows">${banks.slice(0, page).map(
      (bank) => html`<li><a href="${base}/banks/${bank.id}"><span class="grow"><strong>${bank.name}</strong>
<small>${bank.id} · ${bank.countries.join(', ')}</small></span><span class="states">${states(visit, bank, now)}</span></a></li>`,
    )}</ul>${banks.length > page && html`<p class="muted">${t('banks.more')}</p>`}`,
  )
}

function states({ t, formats }: OperatorVisit, { usable, note }: BankView, now: Date): Html {
  const { closed } = note ?? {}
  const window =
    closed &&
    closed.until > now &&
    (closed.from <= now
      ? t('banks.closedNow', formats.instant(closed.until))
      : t('banks.closedLater', formats.instant(closed.from), formats.instant(closed.until)))
  return html`${note?.switchedOff && html`<span class="standing ended">${t('banks.off')}</span>`}
${!usable && html`<span class="standing needs_you">${t('banks.notConfigured')}</span>`}
${window && html`<small class="standing needs_you">${window}</small>`}
${note !== undefined && Object.keys(note.message).length > 0 && html`<small>${t('banks.hasMessage')}</small>`}`
}

/** As it is typed. */
export interface BankForm {
  readonly on: boolean
  readonly message: Readonly<Record<string, string>>
  readonly from: string
  readonly until: string
}

export interface BankFormView {
  readonly bank: BankView
  readonly form: BankForm
  readonly now: Date
  /** The version that a refused form was made of. */
  readonly seen?: string
  readonly saved?: boolean
  /** What stands there now: somebody else has changed it since the form was made. */
  readonly present?: BankForm
  readonly wrongWindow?: string
  readonly wrongMessage?: string
}

export function bankPage(visit: OperatorVisit, view: BankFormView): string {
  const { t, operator } = visit
  const { bank, form, seen, saved, present, wrongWindow, wrongMessage } = view
  return layout(
    visit,
    { title: bank.name, tab: 'banks' },
    html`${saved && notice(t('banks.saved'))}${present && staleNotice(visit, compared(visit, present, form))}<p class="muted">${bank.id} · ${bank.countries.join(', ')} ${states(visit, bank, view.now)}</p>
<form method="post" action="${base}/banks/${bank.id}" class="stack narrow"><input type="hidden" name="seen" value="${seen ?? bank.version}">
<fieldset><legend>${t('banks.state')}</legend>
<label class="pick"><input type="radio" name="on" value="yes"${form.on && html` checked`}> ${t('banks.on')}</label>
<label class="pick"><input type="radio" name="on" value="no"${!form.on && html` checked`}> ${t('banks.switchOff')}</label></fieldset>
<fieldset class="stack"><legend>${t('banks.message')}</legend><p class="muted">${t('banks.messageHelp')}</p>
${languages.map(({ code, name }, at) =>
  field({
    ...{ name: `message_${code}`, label: name, value: form.message[code] ?? '', required: false, autocomplete: 'off' },
    ...{ attributes: html` lang="${code}" maxlength="160"`, wrong: at === 0 ? wrongMessage : undefined },
  }),
)}</fieldset>
<fieldset class="stack"><legend>${t('banks.window')}</legend><p class="muted">${t('banks.windowHelp')}</p>
${instantField('from', t('banks.from'), form.from, wrongWindow)}${instantField('until', t('banks.until'), form.until)}</fieldset>
${operator.role === 'operator' && html`<button class="primary">${t('banks.save')}</button>`}</form>`,
  )
}

function compared({ t }: OperatorVisit, present: BankForm, typed: BankForm): Compared[] {
  const facts = ({ on, message, from, until }: BankForm): Compared[1][] => [
    t(on ? 'banks.on' : 'banks.switchOff'),
    ...languages.map(({ code }) => message[code] ?? ''),
    ...[from, until],
  ]
  const messages = languages.map(({ name }) => `${t('banks.message')} (${name})`)
  const labels = [t('banks.state'), ...messages, t('banks.from'), t('banks.until')]
  const [stored, given] = [facts(present), facts(typed)]
  return labels.map((label, at) => [label, stored[at] ?? '', given[at] ?? ''])
}

const instantField = (name: string, label: string, value: string, wrong?: string): Html =>
  field({ ...{ name, label, value, wrong, type: 'datetime-local', required: false } })
