import { migrationRules } from '@raccord/contract'
import type { Certainty, Finding } from '../scan/finding.ts'
import { LineMap } from '../scan/line-map.ts'
import type { ScannedFile } from '../scan/scan-file.ts'
import type { FolderScan } from '../scan/scan-folder.ts'
import { version } from '../version.ts'

const levels: Record<Certainty, string> = { certain: 'error', likely: 'warning', possible: 'note' }

/** SARIF 2.1.0 (OASIS), as code hosts take it: one run, fixes included. */
export function scanSarif({ files, skipped }: FolderScan): string {
  const used = [...new Set(files.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId)))].sort()
  const rules = used.map((id) => ({
    id,
    shortDescription: { text: migrationRules[id].says },
    defaultConfiguration: { level: 'warning' },
    properties: { kind: migrationRules[id].kind },
  }))
  const results = files.flatMap((file) =>
    file.findings.map((finding) => result(file, finding, used.indexOf(finding.ruleId))),
  )
  const notes = skipped.map(({ file, why }) => ({
    level: 'note',
    message: { text: `Not read: ${why}.` },
    locations: [{ physicalLocation: { artifactLocation: location(file) } }],
  }))
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'raccord-migrate', semanticVersion: version, rules } },
          columnKind: 'utf16CodeUnits',
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes }],
          results,
        },
      ],
    },
    null,
    2,
  )
}

function result(file: ScannedFile, finding: Finding, ruleIndex: number) {
  const { line: startLine, column: startColumn, endLine, endColumn } = finding
  const automatic = finding.fix === 'automatic'
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: levels[finding.certainty],
    message: { text: `${migrationRules[finding.ruleId].says} → ${finding.suggestion}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: location(finding.file),
          region: { startLine, startColumn, endLine, endColumn, snippet: { text: finding.excerpt } },
        },
      },
    ],
    properties: { certainty: finding.certainty },
    ...(automatic ? { fixes: [fixOf(file, finding)] } : {}),
  }
}

function fixOf(file: ScannedFile, finding: Finding) {
  const lines = new LineMap(file.text)
  const own = file.edits.filter(({ start }) => {
    const at = lines.at(start)
    return at.line === finding.line && at.column >= finding.column && at.column <= finding.endColumn
  })
  const replacements = own.map(({ start, end, text }) => {
    const [from, to] = [lines.at(start), lines.at(end)]
    return {
      deletedRegion: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
      insertedContent: { text },
    }
  })
  return {
    description: { text: finding.suggestion },
    artifactChanges: [{ artifactLocation: location(finding.file), replacements }],
  }
}

const location = (file: string) => ({ uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' })
