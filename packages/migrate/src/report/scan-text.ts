import { migrationRules } from '@raccord/contract'
import type { Finding } from '../scan/finding.ts'
import type { FolderScan } from '../scan/scan-folder.ts'
import { plural } from './plural.ts'
import { printable } from './printable.ts'

/** Findings for a terminal, file by file. */
export function scanText(scan: FolderScan, explain: boolean): string {
  const lines: string[] = []
  const explained = new Set<string>()
  for (const { file, findings } of scan.files) {
    lines.push('', printable(file))
    for (const finding of findings) lines.push(...shown(finding))
    for (const { ruleId } of findings) explained.add(ruleId)
  }
  if (explain && explained.size > 0) {
    lines.push('', 'Rules')
    for (const ruleId of [...explained].sort()) {
      lines.push(`  ${ruleId}: ${migrationRules[ruleId as Finding['ruleId']].says}`)
    }
  }
  lines.push('', summary(scan))
  return lines.join('\n')
}

function shown({ line, column, ruleId, certainty, fix, excerpt, suggestion }: Finding): string[] {
  const how = fix === 'automatic' ? '--write does it' : 'by hand'
  return [
    `  ${line}:${column}  ${certainty}, ${how}  [${ruleId}]`,
    `      ${printable(excerpt)}`,
    `      → ${printable(suggestion)}`,
  ]
}

export function summary({ files, seen, skipped }: FolderScan): string {
  const all = files.flatMap(({ findings }) => findings)
  const count = (wanted: (finding: Finding) => boolean) => all.filter(wanted).length
  const kinds = (['certain', 'likely', 'possible'] as const).map(
    (certainty) => `${count((finding) => finding.certainty === certainty)} ${certainty}`,
  )
  const left = skipped.length === 0 ? '' : ` ${plural(skipped.length, 'file')} not read: ${reasons(skipped)}.`
  const done =
    all.length === 0
      ? `Nothing of the previous widgets in ${plural(seen, 'file')}.`
      : `${plural(all.length, 'finding')} in ${files.length} of ${plural(seen, 'file')}: ${kinds.join(', ')}; --write does ${count(({ fix }) => fix === 'automatic')}.`
  return done + left
}

function reasons(skipped: FolderScan['skipped']): string {
  const counts = new Map<string, number>()
  for (const { why } of skipped) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].map(([why, count]) => `${count} ${why}`).join(', ')
}
