import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadKeyRing } from './load-key-ring.ts'

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'raccord-key-')), 'data')
})
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

describe('loadKeyRing', () => {
  it('makes a key file at a sandbox’s first start, for its owner’s eyes only, and finds it again', () => {
    const [made] = loadKeyRing({ dataDir, production: false })
    expect(readdirSync(dataDir)).toEqual(['vault.key'])
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'vault.key')).mode & 0o777).toBe(0o600)
    expect(loadKeyRing({ dataDir, production: false })[0].id).toBe(made.id)
    // The file is there, so production takes it too.
    expect(loadKeyRing({ dataDir, production: true })[0].id).toBe(made.id)
  })

  it('wants the setting in production, and makes nothing', () => {
    expect(() => loadKeyRing({ dataDir, production: true })).toThrow(/RACCORD_VAULT_KEY is not set.*openssl rand/)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('prefers the setting', () => {
    const vaultKey = `mine:${randomBytes(32).toString('base64')}`
    expect(loadKeyRing({ dataDir, production: true, vaultKey })[0].id).toBe('mine')
    expect(existsSync(dataDir)).toBe(false)
  })

  it('does not put a new key beside a store that another one sealed', () => {
    mkdirSync(join(dataDir, 'pg'), { recursive: true })
    expect(() => loadKeyRing({ dataDir, production: false })).toThrow(/vault\.key is gone.*Restore/)
  })

  it.skipIf(process.platform === 'win32')('closes a file that others could read, and says so', () => {
    loadKeyRing({ dataDir, production: false })
    chmodSync(join(dataDir, 'vault.key'), 0o644)
    const warnings: string[] = []
    loadKeyRing({ dataDir, production: false, warn: (message) => void warnings.push(message) })
    expect(warnings.join()).toMatch(/chmod 600/)
    expect(statSync(join(dataDir, 'vault.key')).mode & 0o777).toBe(0o600)
    expect(warnings.join()).not.toContain(readFileSync(join(dataDir, 'vault.key'), 'utf8').trim())
  })
})
