import type { ConsentOut } from '@raccord/contract/wire'
import type { Visit } from '../home.ts'
import { type Html, html } from '../html.ts'
import { dayOf } from '../messages/format.ts'
import { layout } from './layout.ts'

/** What was agreed to and ended, with what proves it. */
export function consentsPage(visit: Visit, consents: readonly ConsentOut[]): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('consents.title'), tab: 'banks' },
    html`<p>${t('consents.text')}</p>
${consents.length === 0 && html`<p class="muted">${t('consents.none')}</p>`}
<ul class="rows">${consents.map((consent) => row(visit, consent))}</ul>`,
  )
}

function row({ t, formats }: Visit, consent: ConsentOut): Html {
  const { id, action, date, provider_name: bank, account_types: types, shown, grants } = consent
  const ended = grants.flatMap(({ end_date: at }) => at ?? []).sort((a, b) => b - a)[0]
  const facts = [
    formats.instant(date),
    types.map((type) => t(`type.${type}`)).join(', '),
    shown.until && t('consents.until', formats.day(shown.until)),
    ended !== undefined && t('consents.endedOn', formats.day(dayOf(ended))),
  ].filter((fact) => typeof fact === 'string' && fact !== '')
  return html`<li data-consent="${id}"><span class="grow"><strong>${action === 'revoked' ? t('consents.ended') : t('consents.agreed')}${
    bank !== undefined && html` · ${bank}`
  }</strong><small>${facts.join(' · ')}</small></span>
<a class="button" href="/home/consents/${id}">${t('consents.receipt')}</a></li>`
}
