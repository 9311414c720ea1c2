import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { newConnector } from './new-connector.mjs'

const into = mkdtempSync(join(tmpdir(), 'raccord-connector-'))
afterAll(() => rmSync(into, { recursive: true, force: true }))

it('makes a connector under its own name, and never over another', () => {
  const folder = newConnector('my-bank2', into)
  const text = ['package.json', ...readdirSync(join(folder, 'src')).map((file) => join('src', file))]
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  expect(text).not.toMatch(/template/i)
  expect(text).toContain('"@raccord/connector-my-bank2"')
  expect(text).toContain('export const myBank2Connector: Connector')
  expect(text).toContain('type MyBank2Options')
  expect(text).toContain("protocol: 'my-bank2'")
  expect(() => newConnector('my-bank2', into)).toThrow('exists already')
  expect(() => newConnector('../x', into)).toThrow('lower-case letters')
})
