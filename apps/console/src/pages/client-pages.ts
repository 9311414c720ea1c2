import { field, notice } from '@raccord/home/fields'
import { type Html, html } from '@raccord/home/html'
import { base } from '../base.ts'
import type { OperatorVisit } from '../console.ts'
import type { ClientInput, ClientView } from '../desk.ts'
import { layout } from './layout.ts'
import { type Compared, staleNotice } from './stale-notice.ts'

export function clientsPage(visit: OperatorVisit, clients: readonly ClientView[]): string {
  const { t, operator } = visit
  const add = operator.role === 'operator' && html`<a class="button" href="${base}/clients/new">${t('clients.add')}</a>`
  return layout(
    visit,
    { title: t('clients.title'), tab: 'clients', action: add },
    clients.length === 0
      ? html`<p class="muted">${t('clients.none')}</p>`
      : html`<ul class="rows">${clients.map(
          ({ id, name, redirectUrls }) =>
            html`<li><a href="${base}/clients/${id}"><span class="grow"><strong>${name}</strong><small>${id}${redirectUrls.length > 0 && html` · ${new URL(redirectUrls[0] ?? '').host}`}</small></span></a></li>`,
        )}</ul>`,
  )
}

/** As it is typed: lists one a line. */
export interface ClientForm extends ClientInput {
  /** Of a new one. */
  readonly id?: string
}

export interface ClientFormView {
  readonly form: ClientForm
  readonly problem?: string
  readonly saved?: boolean
  /** Somebody else has changed the client since the form was made. */
  readonly stale?: boolean
  /** The version that a refused form was made of. */
  readonly seen?: string
  /** Absent: a new one. */
  readonly client?: ClientView
}

export function clientPage(
  visit: OperatorVisit,
  { form, problem, saved, stale, seen, client }: ClientFormView,
): string {
  const { t, formats, operator } = visit
  const changes = operator.role === 'operator'
  return layout(
    visit,
    { title: client?.name ?? t('clients.add'), tab: 'clients' },
    html`${problem !== undefined && notice(t('clients.refused', problem), 'danger')}${saved && notice(t('clients.saved'))}${stale && client && staleNotice(visit, compared(visit, client, form))}
${client && html`<p class="muted">${client.id} · ${formats.instant(client.createdAt)}</p>`}
<form method="post" action="${base}/clients${client && `/${client.id}`}" class="stack narrow">${client && html`<input type="hidden" name="seen" value="${seen ?? client.version}">`}
${!client && field({ name: 'id', label: t('clients.id'), value: form.id, help: t('clients.idHelp'), autocomplete: 'off' })}
${field({ name: 'name', label: t('clients.name'), value: form.name, help: t('clients.nameHelp'), autocomplete: 'off' })}
${lines('redirect_urls', t('clients.redirectUrls'), t('clients.redirectUrlsHelp'), form.redirectUrls)}
${lines('origins', t('clients.origins'), t('clients.originsHelp'), form.origins)}
<label class="pick"><input type="checkbox" name="own_licence" value="on"${form.ownLicence && html` checked`}> ${t('clients.ownLicence')}</label>
<fieldset class="stack"><legend>${t('clients.design')}</legend>
${design(visit, form.theme)}</fieldset>
${changes && html`<button class="primary">${t('clients.save')}</button>`}</form>
${client && html`<p><a href="${base}/clients/${client.id}/preview">${t('clients.preview')}</a></p>`}
${client && changes && secrets(visit, client)}`,
  )
}

function compared({ t }: OperatorVisit, client: ClientView, form: ClientForm): Compared[] {
  const facts = ({
    name,
    redirectUrls,
    origins,
    ownLicence,
    theme,
  }: ClientInput): Readonly<Record<string, string>> => ({
    [t('clients.name')]: name,
    [t('clients.redirectUrls')]: redirectUrls.join(' '),
    [t('clients.origins')]: origins.join(' '),
    [t('clients.ownLicence')]: t(ownLicence ? 'stale.yes' : 'stale.no'),
    [t('clients.color')]: theme['elements_color'] ?? '',
    [t('clients.fontColor')]: theme['font_color'] ?? '',
    [t('clients.paper')]: theme['paper'] ?? '',
    [t('clients.radius')]: theme['radius'] ?? '',
  })
  const typed = facts(form)
  return Object.entries(facts(client)).map(([label, present]) => [label, present, typed[label] ?? ''])
}

const lines = (name: string, label: string, help: string, values: readonly string[]): Html =>
  html`<div class="field"><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="${Math.max(2, values.length + 1)}" spellcheck="false" aria-describedby="${name}-help">${values.join('\n')}</textarea>
<small id="${name}-help">${help}</small></div>`

function design({ t }: OperatorVisit, theme: ClientForm['theme']): Html {
  const rows = [
    ['elements_color', t('clients.color'), t('clients.colorHelp')],
    ['font_color', t('clients.fontColor'), t('clients.colorHelp')],
    ['paper', t('clients.paper'), t('clients.colorHelp')],
    ['radius', t('clients.radius'), undefined],
  ] as const
  return html`${rows.map(([name, label, help]) =>
    field({
      ...{ name, label, value: theme[name] ?? '', required: false, autocomplete: 'off' },
      help,
    }),
  )}`
}

function secrets({ t }: OperatorVisit, { id, liveSecrets }: ClientView): Html {
  return html`<section class="card"><h2>${t('clients.secrets')}</h2><p>${t('clients.secretsText', liveSecrets)}</p>
<p><a class="button" href="${base}/clients/${id}/rotate">${t('clients.rotate')}</a></p></section>`
}

/** Asked before anything is done. */
export function rotatePage(visit: OperatorVisit, { id, name }: ClientView): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('clients.rotateTitle'), tab: 'clients' },
    html`<p>${t('clients.rotateText', name)}</p><form method="post" action="${base}/clients/${id}/rotate" class="row">
<button class="danger">${t('clients.rotateConfirm')}</button><a class="button" href="${base}/clients/${id}">${t('clients.leave')}</a></form>`,
  )
}

/** The answer to the form itself: it has no address that could be opened again. */
export function secretPage(visit: OperatorVisit, id: string, secret: string): string {
  const { t } = visit
  return layout(
    visit,
    { title: t('clients.secretTitle'), tab: 'clients' },
    html`${notice(t('clients.secretText'), 'warn')}<dl class="facts-list"><dt>${t('clients.id')}</dt><dd><code>${id}</code></dd>
<dt>${t('clients.secret')}</dt><dd><code class="secret">${secret}</code></dd></dl>
<p><a class="button" href="${base}/clients/${id}">${t('clients.done')}</a></p>`,
  )
}
