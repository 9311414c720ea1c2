import { endpoints } from '@raccord/contract'
import type { Change, Translation } from '@raccord/migrate'
import { rulesPath } from '../../migration/rules-url.ts'
import { asText } from '../as-text.ts'
import { sandboxDocument } from '../sandbox-document.ts'
import { longestPasted, type Pasted, withoutSecrets } from './read-pasted.ts'
import type { TrialJourneys } from './trial-journeys.ts'

export interface Comparison {
  readonly pasted: Pasted
  readonly translation: Translation
  readonly journeys: TrialJourneys
  /** Goes back with the form, so that the same people go on. */
  readonly people: string
}

const example =
  'https://your-server.example/widget/add_connection?session_id=…&captive_mode=true&redirect_uri=https://your-app.example/back&multiple_channels=true'

/** One old link, its translation, and both journeys next to each other. No script: it is a form and two frames. */
export function comparePage(state: {
  readonly line?: string
  readonly problem?: string
  readonly comparison?: Comparison
}): string {
  const { line = '', problem, comparison } = state
  const people = comparison ? `<input type="hidden" name="people" value="${asText(comparison.people)}">` : ''
  return sandboxDocument({
    title: 'Old and new, side by side',
    here: '/compare',
    body: `<link rel="stylesheet" href="/compare/style.css">
<div><p>Paste a link of the previous widgets, or the line of a call to <code>/widget_session</code>. You see the new one, each change with its reason, and both journeys with people of this sandbox. Nothing that you paste is opened or kept. <a href="${rulesPath}">All changes</a> · <a href="/migration">Who still uses what</a></p>
${problem ? `<p class="problem" role="alert">${asText(problem)}</p>` : ''}
<form method="post" action="/compare"><label>Old link or call<textarea name="line" rows="4" maxlength="${longestPasted}" required spellcheck="false" autocomplete="off" placeholder="${example}">${asText(withoutSecrets(line))}</textarea></label>${people}<button type="submit">Compare</button>${
      comparison ? ' <a href="/compare">With new people</a>' : ''
    }</form>${comparison ? result(comparison) : ''}</div>`,
  })
}

function result({ pasted, translation, journeys }: Comparison): string {
  const { changes, conflicts, problems } = translation
  const nothing =
    changes.length + conflicts.length + problems.length === 0
      ? '<p>There is nothing to change: this is a new link.</p>'
      : ''
  const kept = conflicts.map(
    ({ kept, dropped, why, ruleId }) =>
      `<li>${code(dropped)} contradicts ${code(kept)}, which stays. ${asText(why)} ${ruleLink(ruleId)}</li>`,
  )
  const open = problems.map(
    ({ what, next, ruleId }) =>
      `<li>${asText(sentence(what))} ${asText(sentence(next))} ${ruleId ? ruleLink(ruleId) : ''}</li>`,
  )
  return `<h2>Both journeys, and what differs</h2>${list('', journeys.notes.map(asText))}${aboutConnection(pasted)}
<div class="sides">${side('Before', journeys.before)}${side('After', journeys.after)}
<section class="why"><h3>The new ${pasted.kind === 'session' ? 'call' : 'link'}</h3>${newLink(pasted, translation)}${nothing}
${list('Changes', changes.map(change), 'ol')}${list('Contradictions', kept)}${list('Left to you', open)}</section></div>`
}

function newLink(pasted: Pasted, { url, append }: Translation): string {
  if (pasted.kind === 'terms' || pasted.kind === 'professional-account')
    return '<p>Nothing takes its place: leave the call out.</p>'
  const shown = `<pre id="new">${pasted.kind === 'session' ? 'POST ' : ''}${code(url)}</pre>`
  if (!append) return shown
  const rows = endpoints.map(
    (endpoint) => `<li>${code(endpoint)}: ${append[endpoint] ? code(append[endpoint]) : 'nothing'}</li>`,
  )
  return `${shown}${list('Append to the links that it answers with', rows)}`
}

function change({ from, to, why, ruleId, certainty }: Change): string {
  const maybe = certainty === 'likely' ? ' (likely)' : ''
  return `<li>${code(from)} → ${to === '' ? 'nothing' : code(to)}${maybe}. ${asText(why)} ${ruleLink(ruleId)}</li>`
}

/** An endpoint about something that must be there already. */
function aboutConnection({ kind, endpoint }: Pasted): string {
  return kind === 'link' && endpoint !== 'add_connection'
    ? `<p>This link is about a connection. Compare an <code>add_connection</code> link first and finish both journeys; then paste this one here, with the same people.</p>`
    : ''
}

function side(title: string, source: string | undefined): string {
  if (source === undefined) return `<figure><figcaption>${title}</figcaption><p>There is no journey here.</p></figure>`
  const address = asText(source)
  return `<figure><figcaption>${title} · <a href="${address}" target="_blank" rel="noopener">in a tab of its own</a></figcaption><iframe src="${address}" width="408" height="640" title="${title}: the widget"></iframe></figure>`
}

function list(title: string, items: readonly string[], tag: 'ul' | 'ol' = 'ul'): string {
  if (items.length === 0) return ''
  const rows = items.map((item) => (item.startsWith('<li>') ? item : `<li>${item}</li>`))
  return `${title === '' ? '' : `<h3>${title}</h3>`}<${tag}>${rows.join('')}</${tag}>`
}

const code = (text: string): string => `<code>${asText(withoutSecrets(text))}</code>`
const ruleLink = (id: string): string => `<a href="${rulesPath}#${asText(id)}">Rule</a>`

/** Texts of the translation are halves of sentences. */
function sentence(text: string): string {
  const trimmed = text.trim()
  // A name is not written another way at the beginning of a sentence.
  const first = /^\w*_/.test(trimmed) ? (trimmed[0] ?? '') : (trimmed[0]?.toUpperCase() ?? '')
  return `${first}${trimmed.slice(1)}${/[.?!]$/.test(trimmed) ? '' : '.'}`
}
