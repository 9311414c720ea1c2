import type { Edit, Finding, Use } from './finding.ts'
import type { Reader } from './languages.ts'
import { LineMap } from './line-map.ts'
import { sourceUses, weight } from './source-uses.ts'

export interface ScannedFile {
  readonly file: string
  readonly text: string
  readonly findings: readonly Finding[]
  /** What `--write` changes: in order, none overlapping another. */
  readonly edits: readonly Edit[]
}

const excerptLength = 160

/** Findings and edits of one text. `file` is its path below the folder. */
export function scanText(file: string, text: string, reader: Reader): ScannedFile {
  return withUses(file, text, sourceUses(text, reader))
}

/** With what other files say about this one: of two at one place the surer. */
export function addUses(scanned: ScannedFile, uses: readonly Use[], reader: Reader): ScannedFile {
  const known = sourceUses(scanned.text, reader)
  const added = uses.filter((use) => {
    const same = known.find(({ start }) => start === use.start)
    return !same || weight[use.certainty] > weight[same.certainty]
  })
  const kept = known.filter(({ start }) => !added.some((use) => use.start === start))
  return withUses(
    scanned.file,
    scanned.text,
    [...kept, ...added].sort((a, b) => a.start - b.start || a.end - b.end),
  )
}

function withUses(file: string, text: string, uses: readonly Use[]): ScannedFile {
  if (uses.length === 0) return { file, text, findings: [], edits: [] }
  const lines = new LineMap(text)
  const edits = apart(uses.flatMap(({ edits: some = [] }) => some))
  const findings = uses.map((use): Finding => {
    const from = lines.at(use.start)
    const to = lines.at(use.end)
    const lineStart = use.start - from.column + 1
    const lineEnd = text.indexOf('\n', lineStart)
    const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trim()
    return {
      file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      ruleId: use.ruleId,
      certainty: use.certainty,
      fix: use.edits?.every((edit) => edits.includes(edit)) ? 'automatic' : 'by hand',
      excerpt: line.length > excerptLength ? `${line.slice(0, excerptLength)}…` : line,
      suggestion: use.suggestion,
    }
  })
  return { file, text, findings, edits }
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

function apart(edits: readonly Edit[]): Edit[] {
  const kept: Edit[] = []
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1)
    if (!last || edit.start >= last.end) kept.push(edit)
  }
  return kept
}
