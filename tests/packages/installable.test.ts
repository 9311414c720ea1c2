import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

/** Commands that bring a package by its bare name: for these of ours, no registry has them. */
const bare =
  /(?:npx|npm (?:i|install|add|exec)|pnpm (?:add|dlx)|yarn (?:add|dlx)|bunx?(?: add)?|deno add)(?: -\S+)* (?:npm:)?@raccord\/[\w-]+/

it('no page tells to install what can not be installed', () => {
  const pages = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    .toString()
    .split('\0')
    .filter((path) => /\.(md|ts|tsx|mjs|html|py|php|yml)$/.test(path) && !path.startsWith('packages/migrate/corpus/'))
    .filter((path) => path !== 'tests/packages/installable.test.ts')
  expect(pages.length).toBeGreaterThan(500)
  const known = ['sdk', 'embed', 'react', 'migrate'].map((name) => {
    const manifest = readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')
    return `raccord-${name}-${(JSON.parse(manifest) as { version: string }).version}.tgz`
  })
  known.push(
    `raccord-sandbox-${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version}.tgz`,
  )
  let addresses = 0
  for (const path of pages) {
    const text = readFileSync(join(root, path), 'utf8')
    expect(bare.exec(text)?.[0], path).toBeUndefined()
    if (!path.endsWith('.md')) continue
    for (const [file] of text.matchAll(/raccord-[a-z]+-\d+\.\d+\.\d+\.tgz/g)) {
      addresses += 1
      expect(known, path).toContain(file)
    }
  }
  expect(addresses).toBeGreaterThan(5)
})
