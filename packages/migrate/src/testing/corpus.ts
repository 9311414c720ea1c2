import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../scan/finding.ts'
import { applyEdits, type ScannedFile } from '../scan/scan-file.ts'
import { scanFolder } from '../scan/scan-folder.ts'

export const corpusFolder = join(import.meta.dirname, '..', '..', 'corpus')

/** A use that a person marked when writing the sample. */
export interface MarkedUse {
  readonly file: string
  readonly line: number
  readonly rule: string
}

export interface Sample {
  readonly name: string
  readonly language: string
  readonly folder: string
  readonly uses: readonly MarkedUse[]
  readonly files: readonly ScannedFile[]
  /** Marked and found as certain or likely. */
  readonly found: readonly MarkedUse[]
  readonly missed: readonly MarkedUse[]
  /** Said to be certain or likely, and marked nowhere. */
  readonly wrong: readonly Finding[]
}

export const sampleNames = (): string[] => readdirSync(corpusFolder).sort()

export function measure(name: string): Sample {
  const folder = join(corpusFolder, name)
  const uses = JSON.parse(readFileSync(join(folder, 'uses.json'), 'utf8')) as MarkedUse[]
  const { files } = scanFolder(join(folder, 'before'))
  const told = files.flatMap(({ findings }) => findings).filter(({ certainty }) => certainty !== 'possible')
  const open = [...told]
  const found = uses.filter((use) => {
    const at = open.findIndex(({ file, line, ruleId }) => file === use.file && line === use.line && ruleId === use.rule)
    if (at >= 0) open.splice(at, 1)
    return at >= 0
  })
  const missed = uses.filter((use) => !found.includes(use))
  return { name, language: name.split('-')[0] ?? '', folder, uses, files, found, missed, wrong: open }
}

/** Every file of a folder, by its path below it. */
export function contents(folder: string, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) for (const [file, text] of contents(path, `${prefix}${entry.name}/`)) found.set(file, text)
    else found.set(prefix + entry.name, readFileSync(path, 'utf8'))
  }
  return found
}

/** What `--write` makes of the sample. */
export function rewritten({ folder, files }: Sample): Map<string, string> {
  const all = contents(join(folder, 'before'))
  for (const { file, text, edits } of files) all.set(file, applyEdits(text, edits))
  return all
}
