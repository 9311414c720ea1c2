import { migrationRules } from '@raccord/contract'
import type { FolderScan } from '../scan/scan-folder.ts'

/** One document for programs. `version` changes when a field changes its meaning. */
export function scanJson({ files, seen, skipped }: FolderScan): string {
  const findings = files.flatMap((file) => file.findings)
  const rules = Object.fromEntries(
    [...new Set(findings.map(({ ruleId }) => ruleId))].sort().map((ruleId) => [ruleId, migrationRules[ruleId]]),
  )
  return JSON.stringify({ version: 1, files_seen: seen, findings, rules, skipped }, null, 2)
}
