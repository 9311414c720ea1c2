import { buildsLinks, declaredUses } from './declared-uses.ts'
import { previousParameters } from './previous-names.ts'
import { readCandidate } from './read-candidate.ts'
import { addUses, type ScannedFile, scanText } from './scan-file.ts'
import { walk } from './walk.ts'

export interface FolderScan {
  /** Files with findings. */
  readonly files: readonly ScannedFile[]
  readonly seen: number
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/** A line of a made file: nobody writes so long a one. */
const longestLine = 20_000

/** Reads a whole folder. `progress` hears how many files were read, now and then. */
export function scanFolder(root: string, progress: (seen: number) => void = () => {}): FolderScan {
  const files: ScannedFile[] = []
  const skipped: { file: string; why: string }[] = []
  let seen = 0
  for (const { path, file, reader } of walk(root)) {
    seen += 1
    if (seen % 512 === 0) progress(seen)
    const read = readCandidate(path)
    if (read.kind === 'clean') continue
    if (read.kind === 'skipped') {
      skipped.push({ file, why: read.why })
      continue
    }
    if (reader.name !== 'JSON' && hasLongLine(read.text)) {
      skipped.push({ file, why: 'minified' })
      continue
    }
    const scanned = scanText(file, read.text, reader)
    if (scanned.findings.length > 0) files.push(scanned)
  }
  return { files: withDeclared(root, files), seen, skipped }
}

/** A second look, where links are built at all: at the types that what builds them is handed. */
function withDeclared(root: string, files: readonly ScannedFile[]): ScannedFile[] {
  const builders = files.filter(buildsLinks)
  if (builders.length === 0) return [...files]
  const all = new Map(files.map((scanned) => [scanned.file, scanned]))
  for (const { path, file, reader } of walk(root)) {
    if (reader.as !== 'code') continue
    const read = readCandidate(path, previousParameters)
    if (read.kind !== 'text' || hasLongLine(read.text)) continue
    const uses = declaredUses(file, read.text, reader, builders)
    if (uses.length === 0) continue
    const known = all.get(file) ?? { file, text: read.text, findings: [], edits: [] }
    const scanned = addUses(known, uses, reader)
    if (scanned.findings.length > 0) all.set(file, scanned)
  }
  return [...all.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))
}

function hasLongLine(text: string): boolean {
  if (text.length <= longestLine) return false
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at)
    const end = next < 0 ? text.length : next
    if (end - at > longestLine) return true
    at = end + 1
  }
  return false
}
