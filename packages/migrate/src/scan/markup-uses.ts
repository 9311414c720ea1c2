import { commentUses } from './comment-uses.ts'
import type { Use } from './finding.ts'
import { pathHits } from './path-hits.ts'
import { pathUses, signsOf } from './path-uses.ts'
import { channelParameters, newNameOf, type PreviousParameter, previousParameters } from './previous-names.ts'
import type { VirtualText } from './virtual-text.ts'

export interface Range {
  readonly start: number
  readonly end: number
}

const comments = /<!--[\s\S]*?-->|\{\{--[\s\S]*?--\}\}|\{#[\s\S]*?#\}|<%#[\s\S]*?%>|@\*[\s\S]*?\*@/g
const scripts = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi
const forms = /<form\b[^>]*>([\s\S]*?)<\/form\s*>/gi
const fields = new RegExp(`\\bname\\s*=\\s*["'](?<name>${previousParameters.join('|')})["']`, 'g')

/** Code between `<script>` tags: for the reader of scripts. */
export function scriptRanges(source: string): Range[] {
  return [...source.matchAll(scripts)].flatMap((found) => {
    const body = found[1] ?? ''
    const start = found.index + found[0].indexOf('>') + 1
    const isData = /\btype\s*=\s*["'](?!module|text\/(?:java|type)script|application\/javascript)/i.test(
      found[0].slice(0, start - found.index),
    )
    return isData ? [] : [{ start, end: start + body.length }]
  })
}

/** Addresses in attributes and text, and the fields of forms that lead to one. */
export function markupUses(source: string, from = 0, to = source.length): Use[] {
  const hidden = [...source.slice(from, to).matchAll(comments)].map(({ index, 0: text }) => {
    return { start: from + index, end: from + index + text.length }
  })
  const uses: Use[] = hidden.flatMap(({ start, end }) => commentUses(source, start, end))
  const skipped = [...hidden, ...scriptRanges(source)]
  const isSkipped = (at: number) => skipped.some(({ start, end }) => start <= at && at < end)
  const signs = signsOf(source)
  const shown: Use[] = []
  for (const hit of pathHits(plainText(source, from, to))) {
    if (!isSkipped(hit.virtual.map[hit.start] ?? 0)) shown.push(...pathUses(hit, undefined, undefined, signs))
  }
  return [...uses, ...shown, ...formUses(source, from, to, shown).filter(({ start }) => !isSkipped(start))]
}

/** `<form action="…/widget/add_connection"> <input name="captive_mode">`. */
function formUses(source: string, from: number, to: number, paths: readonly Use[]): Use[] {
  return [...source.slice(from, to).matchAll(forms)].flatMap((form) => {
    const start = from + form.index
    const opened = start + form[0].indexOf('>')
    const target = paths.find((use) => use.start > start && use.start < opened)
    if (!target) return []
    return [...form[0].matchAll(fields)].map((field): Use => {
      const name = field.groups?.['name'] as PreviousParameter
      const at = start + field.index + field[0].lastIndexOf(name)
      const place = { start: at, end: at + name.length }
      if (target.ruleId === 'endpoint.widget_session') {
        const suggestion = `append ${newNameOf(name)} to the links that the session call answers with`
        return { ...place, ruleId: 'session.functional-parameters', certainty: target.certainty, suggestion }
      }
      const byHand = (channelParameters as readonly string[]).includes(name) || target.certainty !== 'certain'
      return {
        ...place,
        ruleId: `parameter.${name}`,
        certainty: target.certainty,
        suggestion: newNameOf(name),
        ...(byHand ? {} : { edits: [{ ...place, text: newNameOf(name) }] }),
      }
    })
  })
}

/** A stretch of a file as it stands. */
export function plainText(source: string, start: number, end: number): VirtualText {
  const map = Array.from({ length: end - start }, (_, at) => start + at)
  return { text: source.slice(start, end), map, holes: new Map(), strings: [], start }
}
