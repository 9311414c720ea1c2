import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkLeaks } from './leaks.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-leaks-'))
  execFileSync('git', ['init', '-q'], { cwd: folder })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// Put together here, so that this file passes the check itself.
it.each([
  ['a path of one machine', ['', 'home', 'someone', 'raccord'].join('/')],
  ['a path of one machine', `see ${['', 'work', 'main'].join('/')}`],
  ['a registry host', `https://${['registry', 'npmjs', 'org'].join('.')}/zod`],
  ['an access token', `npm_${'a'.repeat(36)}`],
  ['a private key', ['-----BEGIN', 'PRIVATE KEY-----\\nMIIE'].join(' ').replace('\\n', '')],
])('finds %s', (what, line) => {
  writeFileSync(join(folder, 'a.md'), `first\n${line}\n`)
  expect(checkLeaks(folder)).toEqual({ seen: 1, expected: 1, problems: [`a.md:2: ${what}`] })
})

it('leaves addresses and relative paths alone', () => {
  writeFileSync(
    join(folder, 'a.md'),
    'https://example.com/work/x\n./home/someone\nframework/main\n../root/x\n/workspaces/a\n',
  )
  expect(checkLeaks(folder).problems).toEqual([])
})
