import type { Translation } from '../url/translation.ts'
import { printable } from './printable.ts'

/** A translated link for a terminal: the link first, so that it can be copied. */
export function urlText({ url, changes, conflicts, problems, append }: Translation): string {
  const lines = [url]
  if (append && Object.values(append).some((text) => text !== '')) {
    lines.push('', 'Append to the links that the session call answers with:')
    for (const [endpoint, text] of Object.entries(append)) if (text !== '') lines.push(`  ${endpoint}: ${text}`)
  }
  if (changes.length > 0) lines.push('', 'Changes')
  for (const { ruleId, from, to, why, certainty } of changes) {
    lines.push(
      `  ${from} → ${to === '' ? '(taken out)' : to}  [${ruleId}${certainty === 'certain' ? '' : `, ${certainty}`}]`,
      `      ${why}`,
    )
  }
  if (conflicts.length > 0) lines.push('', 'Conflicts')
  for (const { kept, dropped, why } of conflicts) lines.push(`  kept ${kept}, dropped ${dropped}`, `      ${why}`)
  if (problems.length > 0) lines.push('', 'Left to you')
  for (const { what, next } of problems) lines.push(`  ${what}`, `      → ${next}`)
  if (changes.length === 0 && problems.length === 0) lines.push('', 'Nothing to change.')
  return lines.map(printable).join('\n')
}
