import { applyEdits, type ScannedFile } from '../scan/scan-file.ts'

const context = 3
const noEnd = '\\ No newline at end of file'

/** A patch that `git apply` and `patch -p1` take. Edits never add or remove a line, so lines pair up one to one. */
export function unifiedDiff({ file, text, edits }: ScannedFile): string {
  const before = text.split('\n')
  const after = applyEdits(text, edits).split('\n')
  const changed = before.flatMap((line, at) => (line === after[at] ? [] : [at]))
  if (changed.length === 0) return ''
  const last = before.at(-1) === '' ? before.length - 2 : before.length - 1
  const ends = before.at(-1) === ''
  const hunks: string[] = []
  for (let at = 0; at < changed.length; ) {
    let to = at
    while (to + 1 < changed.length && (changed[to + 1] ?? 0) - (changed[to] ?? 0) <= context * 2) to += 1
    const from = Math.max(0, (changed[at] ?? 0) - context)
    const until = Math.min(last, (changed[to] ?? 0) + context)
    hunks.push(`@@ -${from + 1},${until - from + 1} +${from + 1},${until - from + 1} @@`, ...body(from, until))
    at = to + 1
  }
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('\n')}\n`

  function body(from: number, until: number): string[] {
    const out: string[] = []
    let at = from
    while (at <= until) {
      if (before[at] === after[at]) {
        out.push(` ${before[at]}`, ...endNote(at))
        at += 1
        continue
      }
      const run: number[] = []
      while (at <= until && before[at] !== after[at]) run.push(at++)
      for (const line of run) out.push(`-${before[line]}`, ...endNote(line))
      for (const line of run) out.push(`+${after[line]}`, ...endNote(line))
    }
    return out
  }

  function endNote(line: number): string[] {
    return !ends && line === last ? [noEnd] : []
  }
}
