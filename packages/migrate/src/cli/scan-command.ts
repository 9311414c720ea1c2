import { realpathSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { plural } from '../report/plural.ts'
import { printable } from '../report/printable.ts'
import { scanJson } from '../report/scan-json.ts'
import { scanSarif } from '../report/scan-sarif.ts'
import { scanText, summary } from '../report/scan-text.ts'
import type { Certainty } from '../scan/finding.ts'
import { type FolderScan, scanFolder } from '../scan/scan-folder.ts'
import { unifiedDiff } from '../write/unified-diff.ts'
import { unsavedFiles } from '../write/unsaved-files.ts'
import { writeScanned } from '../write/write-file.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage.ts'

const rank: Record<Certainty, number> = { certain: 2, likely: 1, possible: 0 }
const isCertainty = (text: string): text is Certainty => Object.hasOwn(rank, text)

/** `scan <folder>`. Answers with the exit code. */
export function scanCommand(args: readonly string[], { out, progress }: Streams): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      diff: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      write: { type: 'boolean' },
      force: { type: 'boolean' },
      explain: { type: 'boolean' },
      json: { type: 'boolean' },
      sarif: { type: 'boolean' },
      only: { type: 'string' },
    },
  })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new UsageError('scan takes one folder')
  if (values.write && values['dry-run']) throw new UsageError('--write and --dry-run say opposite things')
  if (values.json && values.sarif) throw new UsageError('--json or --sarif, not both')
  const only = values.only ?? 'possible'
  if (!isCertainty(only)) throw new UsageError('--only takes certain, likely or possible')
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is no folder`)
  const root = realpathSync(folder)
  const read = () => {
    const scan = limited(
      scanFolder(root, (seen) => progress(`${seen} files read …`)),
      only,
    )
    progress('')
    return scan
  }
  const scan = read()
  if (values.write) return write(root, scan, values.force ?? false, read, out)
  if (values.sarif) out(scanSarif(scan))
  else if (values.json) out(scanJson(scan))
  else if (values.diff) out(scan.files.map(unifiedDiff).join('').trimEnd())
  else out(scanText(scan, values.explain ?? false))
  return scan.files.length === 0 ? 0 : 1
}

function limited(scan: FolderScan, only: Certainty): FolderScan {
  const files = scan.files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ certainty }) => rank[certainty] >= rank[only]),
  }))
  return { ...scan, files: files.filter(({ findings }) => findings.length > 0) }
}

function write(root: string, scan: FolderScan, force: boolean, again: () => FolderScan, out: Streams['out']): number {
  const wanted = scan.files.filter(({ edits }) => edits.length > 0)
  if (wanted.length > 0 && !force)
    refuseUnsaved(
      root,
      wanted.map(({ file }) => file),
    )
  let failed = 0
  for (const file of wanted) {
    const result = writeScanned(root, file)
    if (result.written) out(unifiedDiff(file).trimEnd())
    else {
      failed += 1
      out(`${printable(file.file)} was left as it is: ${result.why}`)
    }
  }
  const left = again()
  out(`${plural(wanted.length - failed, 'file')} changed. Left: ${summary(left)}`)
  if (failed > 0) return 2
  return left.files.length === 0 ? 0 : 1
}

function refuseUnsaved(root: string, files: readonly string[]): void {
  const unsaved = unsavedFiles(root, files)
  if (unsaved === undefined) {
    throw new UsageError(
      'the folder is under no version control: the changes could not be undone. --diff shows them, --force makes them',
    )
  }
  if (unsaved.length > 0) {
    const named = unsaved.slice(0, 5).map(printable).join(', ')
    throw new UsageError(
      `commit first, so that the changes can be reviewed and undone, or use --force: ${named}${unsaved.length > 5 ? ', …' : ''}`,
    )
  }
}
