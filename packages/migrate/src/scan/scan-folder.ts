import { readCandidate } from './read-candidate.ts'
import { type ScannedFile, scanText } from './scan-file.ts'
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
  return { files, seen, skipped }
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
