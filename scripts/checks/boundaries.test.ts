import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkBoundaries } from './boundaries.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-boundaries-'))
  execFileSync('git', ['init', '-q'], { cwd: folder })
  plant(
    'apps/demo/package.json',
    JSON.stringify({ name: '@raccord/demo', devDependencies: { '@raccord/formats': '1' } }),
  )
  for (const workspace of ['apps/server', 'apps/testbank', 'packages/contract', 'packages/connectors/berlin-group']) {
    const dependencies =
      workspace === 'apps/server' ? { fastify: '1', kysely: '1', '@raccord/connector-berlin-group': '1' } : {}
    plant(
      `${workspace}/package.json`,
      JSON.stringify({ name: `@raccord/${workspace.split('/').at(-1)}`, dependencies }),
    )
  }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function plant(path: string, source: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), source)
}

const problems = () => checkBoundaries(folder).problems

describe('direction of imports', () => {
  it('finds nothing wrong with imports that go the right way, and says how many files it saw', () => {
    plant('apps/server/src/app.ts', `import { build } from './http/build.ts'\nimport './store/open.ts'`)
    plant('apps/server/src/http/api.ts', `import type { Users } from '../store/users.ts'`)
    plant('apps/server/src/http/build.ts', `import { next } from '../journey/next.ts'\nimport fastify from 'fastify'`)
    plant('apps/server/src/journey/next.ts', 'export const next = 1')
    plant('apps/server/src/store/open.ts', `import type { Kysely } from 'kysely'\nimport { join } from 'node:path'`)
    expect(checkBoundaries(folder)).toEqual({ seen: 5, expected: 5, problems: [] })
  })

  it.each([
    [
      'domain → store',
      'apps/server/src/journey/a.ts',
      `import { x } from '../store/x.ts'`,
      /journey may not import store/,
    ],
    [
      'domain → http, by type only',
      'apps/server/src/sync/a.ts',
      `import type { X } from '../http/x.ts'`,
      /sync may not import http/,
    ],
    ['domain → database', 'apps/server/src/sync/a.ts', `import { sql } from 'kysely'`, /sync may not import kysely/],
    [
      'a room nobody has named is domain',
      'apps/server/src/news/a.ts',
      `import '../jobs/x.ts'`,
      /news may not import jobs/,
    ],
    [
      'domain → connector',
      'apps/server/src/sync/a.ts',
      `import '@raccord/connector-berlin-group'`,
      /sync may not import @raccord/,
    ],
    ['http → store', 'apps/server/src/http/api/a.ts', `export * from '../../store/x.ts'`, /http may not import store/],
    ['lazily', 'apps/server/src/http/a.ts', `const x = await import('../store/x.ts')`, /http may not import store/],
    ['in a type', 'apps/server/src/http/a.ts', `type X = import('../jobs/x.ts').X`, /http may not import jobs/],
    ['contract → anything of ours', 'packages/contract/src/a.ts', `import '@raccord/widget'`, /does not name/],
    [
      'by path into another workspace',
      'apps/testbank/src/a.ts',
      `import '../../server/src/x.ts'`,
      /import the package instead/,
    ],
    [
      'undeclared package',
      'apps/testbank/src/a.ts',
      `import 'fastify/x'`,
      /imports fastify, which its package.json does not name/,
    ],
    ['test tool outside a test', 'apps/testbank/src/a.ts', `import 'vitest'`, /imports vitest/],
    ['outside every workspace', 'packages/new/src/a.ts', `export {}`, /belongs to no workspace/],
    [
      'a dependency that only tests have',
      'apps/demo/src/a.ts',
      `import '@raccord/formats'`,
      /imports @raccord\/formats, which its package.json does not name/,
    ],
  ])('finds: %s', (_, path, source, expected) => {
    plant(path, source)
    expect(problems()).toEqual([expect.stringMatching(expected)])
    expect(problems()[0]).toContain(path)
  })

  it.each([
    ['packages/contract', '@raccord/connector-kit'],
    ['packages/widget', '@raccord/connector-kit'],
    ['packages/react', '@raccord/contract'],
    ['packages/connectors/berlin-group', '@raccord/connector-fints'],
    ['packages/connectors/berlin-group', '@raccord/testbank'],
    ['apps/home', '@raccord/connector-kit'],
    ['apps/console', '@raccord/demo'],
  ])('finds in a manifest: %s names %s', (workspace, name) => {
    plant(`${workspace}/package.json`, JSON.stringify({ name: 'x', dependencies: { [name]: '1' } }))
    expect(problems()).toEqual([`${workspace}/package.json: may not name ${name}`])
  })

  it('finds a workspace of a kind that nobody has named', () => {
    plant('packages/new/package.json', JSON.stringify({ name: '@raccord/new' }))
    expect(problems()).toEqual(['packages/new/package.json: is of no kind in scripts/checks/import-rules.ts'])
  })

  it('lets tests reach further, but not import what is not installed for them', () => {
    plant('apps/server/src/http/a.test.ts', `import 'vitest'\nimport '../store/x.ts'\nimport 'left-pad'`)
    expect(problems()).toEqual([expect.stringContaining('left-pad')])
  })

  it('finds a cycle among loaded files, once, and none through types', () => {
    plant('apps/testbank/src/a.ts', `import './b.ts'`)
    plant('apps/testbank/src/b.ts', `import './c.ts'`)
    plant('apps/testbank/src/c.ts', `import './a.ts'`)
    plant('apps/testbank/src/d.ts', `import type { E } from './e.ts'`)
    plant('apps/testbank/src/e.ts', `import './d.ts'`)
    expect(problems()).toEqual([expect.stringMatching(/^import cycle: .*a\.ts → .*b\.ts → .*c\.ts → .*a\.ts$/)])
  })

  it('refuses a file it can not parse', () => {
    plant('apps/testbank/src/a.ts', 'import {')
    expect(() => checkBoundaries(folder)).toThrow(/a\.ts/)
  })
})
