import { type MigrationRule, migrationRules } from '@raccord/contract'
import { asText } from '../sandbox/as-text.ts'
import { migrationDocument } from './migration-document.ts'

const kinds: Readonly<Record<MigrationRule['kind'], string>> = {
  flow: 'screens',
  endpoint: 'address',
  parameter: 'parameter',
  value: 'value',
  new: 'new',
}

/** Every rule of the migration, each with its id as anchor: reports, headers and the doctor link here. */
export function rulesPage(bar = false): string {
  const chapters = new Map<string, string[]>()
  for (const [id, rule] of Object.entries(migrationRules) as [string, MigrationRule][])
    chapters.set(rule.anchor, [...(chapters.get(rule.anchor) ?? []), section(id, rule)])
  const parts = [...chapters].map(([anchor, rules]) => `<h2 id="${anchor}">${titleOf(anchor)}</h2>${rules.join('\n')}`)
  return migrationDocument(
    'From the previous widgets to the new ones',
    `<p>Every change, one by one. Clients of the previous widgets go on working until the day that the <code>Sunset</code> header of each answer names. The migration guide of the documentation goes through it flow by flow.</p>${parts.join('')}`,
    bar,
  )
}

function section(id: string, rule: MigrationRule): string {
  const from = rule.old === undefined ? '' : `<code>${asText(rule.old)}</code> → `
  const to = rule.new === undefined ? 'nothing' : `<code>${asText(rule.new)}</code>`
  const meant = rule.onPurpose ? ' <strong>You or your users will notice this one.</strong>' : ''
  return `<section id="${id}"><h3>${from}${to} <span class="quiet">${kinds[rule.kind]}</span></h3><p>${asText(rule.says)}${meant}</p><p class="quiet"><a href="#${id}">${id}</a></p></section>`
}

function titleOf(anchor: string): string {
  const words = anchor.replaceAll('-', ' ')
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}
