import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Gitignore } from './gitignore.ts'
import { type Reader, readerOf } from './languages.ts'

export interface Candidate {
  readonly path: string
  /** Below the folder, with `/`. */
  readonly file: string
  readonly reader: Reader
}

/** Somebody else's or made by a machine: nothing in there is worth a change. */
const never = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'Pods',
  'Carthage',
  '.git',
  '.hg',
  '.svn',
  'dist',
  'build',
  'target',
  'obj',
  'coverage',
  '__pycache__',
  'venv',
  '.venv',
  '.gradle',
  '.idea',
  '.vscode',
  '.next',
  '.nuxt',
  '.cache',
  '.terraform',
  'DerivedData',
])

/** Files worth reading, in the order of their names. Links are never followed, so nothing outside the folder is reached. */
export function* walk(root: string): Generator<Candidate> {
  yield* below(root, '', [])
}

type Rules = readonly { readonly prefix: string; readonly rules: Gitignore }[]

function* below(folder: string, prefix: string, inherited: Rules): Generator<Candidate> {
  const entries = listed(folder)
  const ignore = entries.some(({ name }) => name === '.gitignore') ? rulesOf(folder) : undefined
  const rules = ignore ? [...inherited, { prefix, rules: ignore }] : inherited
  for (const entry of entries) {
    const { name } = entry
    const isFolder = entry.isDirectory()
    if (isFolder ? never.has(name) : !entry.isFile()) continue
    const reader = isFolder ? undefined : readerOf(name)
    if (!isFolder && !reader) continue
    const file = prefix + name
    if (rules.length > 0 && isIgnored(file, isFolder, rules)) continue
    const path = join(folder, name)
    if (reader) yield { path, file, reader }
    else yield* below(path, `${file}/`, rules)
  }
}

/** A folder that can't be read has nothing to show. */
function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return []
  }
}

function rulesOf(folder: string): Gitignore | undefined {
  try {
    return new Gitignore(readFileSync(join(folder, '.gitignore'), 'utf8'))
  } catch {
    return undefined
  }
}

function isIgnored(file: string, isFolder: boolean, all: Rules): boolean {
  for (const { prefix, rules } of all.toReversed()) {
    const verdict = rules.ignores(file.slice(prefix.length), isFolder)
    if (verdict !== undefined) return verdict
  }
  return false
}
