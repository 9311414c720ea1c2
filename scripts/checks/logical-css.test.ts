import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkLogicalCss } from './logical-css.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-css-'))
  execFileSync('git', ['init', '-q'], { cwd: folder })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const problemsOf = (line: string) => {
  writeFileSync(join(folder, 'a.css'), `/* the left\nhand */\n.a {\n  ${line}\n}\n`)
  return checkLogicalCss(folder).problems
}

it.each([
  'margin-left: 4px;',
  'padding-right: 0;',
  'left: 0;',
  'border-top-left-radius: 4px;',
  'text-align: right;',
  'float: left;',
  'background: url(a.png) right top;',
  'margin: 0 4px 0 8px;',
  'border-width: 0 2px 2px 0',
])('finds %s', (line) => {
  expect(problemsOf(line)).toEqual([expect.stringMatching(/^a\.css:4: /)])
})

it.each([
  'margin-inline-start: 4px;',
  'inset-inline-end: 0;',
  'text-align: start;',
  'margin: 8px -20px 4px;',
  'padding: 12px 20px max(10px, env(safe-area-inset-bottom)) 20px;',
  'color: rgb(1 2 3 / 4%);',
])('leaves %s alone', (line) => {
  expect(problemsOf(line)).toEqual([])
})
