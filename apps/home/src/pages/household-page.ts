import type { MemberVisit } from '../home.ts'
import { html } from '../html.ts'
import { dayOf } from '../messages/format.ts'
import type { Member } from '../store/member-store.ts'
import { buttonForm, field, layout, notice } from './layout.ts'

export interface HouseholdView {
  readonly members: readonly Member[]
  readonly invitations: readonly { readonly name: string; readonly expiresAt: Date }[]
  /** Made just now: its word is shown once. */
  readonly invited?: { readonly name: string; readonly word: string; readonly address: string }
}

export function householdPage(visit: MemberVisit, { members, invitations, invited }: HouseholdView): string {
  const { t, formats } = visit
  const owner = visit.member.role === 'owner'
  return layout(
    visit,
    { title: t('household.title'), tab: 'household' },
    html`<p>${t('household.text')}</p>
${
  invited &&
  html`<div class="notice ok" role="status"><div><h2>${t('household.invited', invited.name)}</h2>
<p>${t('household.tell', invited.address)}</p><p class="word" translate="no">${invited.word}</p></div></div>`
}
<ul class="rows">${members.map(
      (member) => html`<li><span class="grow"><strong>${member.name}</strong>
<small>${member.login}${member.role === 'owner' && html` · ${t('household.owner')}`}</small></span>${
        owner &&
        member.role !== 'owner' &&
        html`<a class="button danger" href="/home/household/${member.id}">${t('household.remove')}</a>`
      }</li>`,
    )}
${invitations.map(
  ({ name, expiresAt }) =>
    html`<li class="muted">${t('household.waiting', name, formats.day(dayOf(expiresAt.getTime() / 1000)))}</li>`,
)}</ul>
${
  owner &&
  html`<section class="card"><h2>${t('household.invite')}</h2><form method="post" action="/home/household" class="stack">
${field({ name: 'name', label: t('household.inviteName'), autocomplete: 'off', attributes: html` maxlength="80"` })}
<button class="primary">${t('household.inviteSubmit')}</button></form></section>`
}`,
  )
}

export function removePage(visit: MemberVisit, member: Member): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('household.removeTitle', member.name), tab: 'household' },
    html`${notice(t('household.removeText'), 'danger')}<div class="row">${buttonForm(
      `/home/household/${member.id}/remove`,
      t('household.remove'),
      'danger',
    )}<a class="button" href="/home/household">${t('household.keep')}</a></div>`,
  )
}
