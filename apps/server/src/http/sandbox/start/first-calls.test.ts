import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { firstCalls } from './first-calls.ts'
import { startPage } from './start-page.ts'

test('the README has the same calls', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../../../../README.md'), 'utf8')
  expect(readme).toContain(firstCalls('http://127.0.0.1:4400', { id: 'sandbox', secret: 'sandbox-secret' }))
})

test('the page shows them for this very server, as text', () => {
  const calls = firstCalls('https://bank.example/<b>', { id: 'a', secret: 'b&c' })
  const page = startPage([{ href: '/docs', label: 'Docs & more', says: 'x' }], calls)
  expect(page).toContain('R=https://bank.example/&lt;b&gt;')
  expect(page).toContain('client_secret=b&amp;c')
  expect(page).toContain('Docs &amp; more')
  expect(page).not.toContain('<b>\n')
})
