import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkBudgets } from './budgets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-budgets-'))
  writeFileSync(join(folder, 'a.css'), 'p{color:red}')
  writeFileSync(join(folder, 'a.js'), 'const ns = "http://www.w3.org/2000/svg"')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('passes small assets', () => expect(checkBudgets(folder).problems).toEqual([]))

it('fails above the budget', () => {
  writeFileSync(join(folder, 'b.js'), randomBytes(6000).toString('hex'))
  expect(checkBudgets(folder).problems).toEqual([expect.stringMatching(/^\.js: \d+ bytes gzipped/)])
})

it('fails when an asset names another host', () => {
  writeFileSync(join(folder, 'b.css'), '@import "https://fonts.example/x.css"')
  expect(checkBudgets(folder).problems).toEqual([expect.stringContaining('https://fonts.example')])
})

it('fails when a kind was not built', () => {
  rmSync(join(folder, 'a.js'))
  expect(checkBudgets(folder).problems).toContain('no .js was built')
})

it('fails when the embed script outgrows its budget, or is not built', () => {
  const embed = join(folder, 'v1.txt')
  expect(checkBudgets(folder, embed).problems).toEqual(['the embed script is not built'])
  writeFileSync(embed, randomBytes(2500))
  expect(checkBudgets(folder, embed).problems).toEqual([expect.stringMatching(/^embed: \d+ bytes gzipped/)])
})
