import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isStale } from './freshness.mjs'

let folder
const at = (name) => join(folder, name)
const date = (name, seconds) => utimesSync(at(name), seconds, seconds)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-freshness-'))
  mkdirSync(at('src'))
  writeFileSync(at('src/a.ts'), '')
  writeFileSync(at('out'), '')
  date('src/a.ts', 1000)
  date('src', 1000)
  date('out', 2000)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('is fresh when nothing is newer', () => expect(isStale(at('out'), [at('src')])).toBe(false))

it('is stale without an output', () => {
  rmSync(at('out'))
  expect(isStale(at('out'), [at('src')])).toBe(true)
})

it('is stale when a source is newer', () => {
  date('src/a.ts', 3000)
  expect(isStale(at('out'), [at('src')])).toBe(true)
})

it('is stale when a source was removed', () => {
  rmSync(at('src/a.ts'))
  expect(isStale(at('out'), [at('src')])).toBe(true)
})
