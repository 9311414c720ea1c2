import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Tests in the folder of a file that reach it by their own relative imports. */
export function testsBeside(path) {
  const folder = dirname(path)
  const tests = readdirSync(folder).filter((name) => /\.test\.(ts|tsx|mjs)$/.test(name))
  return tests.map((name) => join(folder, name)).filter((test) => reaches(test, path, new Set()))
}

function reaches(from, wanted, seen) {
  if (from === wanted) return true
  if (seen.has(from)) return false
  seen.add(from)
  const imports = [...sourceOf(from).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
  return imports.some(([, name]) => reaches(resolve(dirname(from), name), wanted, seen))
}

function sourceOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
