import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationRules } from '@raccord/contract'

const root = join(import.meta.dirname, '..', '..')

/** Rule id → test files with a test whose name begins with it: `it('[parameter.captive_mode] …')`, or a row of `it.each`. */
export function rulesTests(): Map<string, ReadonlySet<string>> {
  const found = new Map(Object.keys(migrationRules).map((id) => [id, new Set<string>()]))
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts']
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\n')
  for (const file of files.filter((path) => path !== '' && !path.startsWith('packages/migrate/corpus/')).sort()) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, named = ''] of text.matchAll(/['"`]((?:\[[a-z]+\.[A-Za-z_.-]+\] ?)+)/g)) {
      for (const [, id = ''] of named.matchAll(/\[([^\]]+)\]/g)) found.get(id)?.add(file)
    }
  }
  return found
}
