import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { Secret } from '@raccord/connector-kit'
import fc from 'fast-check'
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { VaultError } from '../../vault-error.ts'
import { parseKeyRing } from './key-ring.ts'
import { hashToken } from './token-hash.ts'
import { Vault } from './vault.ts'

const key = (which: number): string => createHash('sha256').update(`key ${which}`).digest('base64')
const ring = (text: string) => parseKeyRing(text, 'test')
const vault = new Vault(ring(`first:${key(1)}`))
const sealer = vault.for('credentials')

function reasonOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof VaultError) return error.reason
    throw error
  }
  return 'opened'
}

describe('a sealed value', () => {
  it('opens for its owner, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.string(), { minLength: 1 }), (bytes, owner) => {
        expect(sealer.open(sealer.seal(bytes, owner), owner)).toEqual(Buffer.from(bytes))
      }),
    )
    expect(sealer.open(sealer.seal('motdepassé', 'a'), 'a').toString()).toBe('motdepassé')
    expect(sealer.open(sealer.seal(new Secret('s'), 'a'), 'a').toString()).toBe('s')
  })

  it('shows nothing, and is different each time', () => {
    const once = sealer.seal('hunter2', 'a')
    expect(once.includes('hunter2')).toBe(false)
    expect(once.equals(sealer.seal('hunter2', 'a'))).toBe(false)
  })

  it('does not open after any byte was altered', () => {
    const sealed = sealer.seal('hunter2', 'a')
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed)
      altered[index] = altered[index]! ^ 1
      expect(
        reasonOf(() => sealer.open(altered, 'a')),
        `byte ${index}`,
      ).not.toBe('opened')
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(reasonOf(() => sealer.open(sealed.subarray(0, length), 'a'))).not.toBe('opened')
    }
  })

  it('does not open for another owner or purpose, nor with another key of the same name', () => {
    const sealed = sealer.seal('hunter2', ['channel', '2001'])
    expect(reasonOf(() => sealer.open(sealed, ['channel', '2002']))).toBe('not_authentic')
    expect(reasonOf(() => sealer.open(sealed, ['channel2', '001']))).toBe('not_authentic')
    expect(reasonOf(() => sealer.open(sealed, 'channel2001'))).toBe('not_authentic')
    expect(reasonOf(() => vault.for('tokens').open(sealed, ['channel', '2001']))).toBe('not_authentic')
    const impostor = new Vault(ring(`first:${key(9)}`)).for('credentials')
    expect(reasonOf(() => impostor.open(sealed, ['channel', '2001']))).toBe('not_authentic')
  })

  it('outlives a rotation as long as its key is kept, and can be told from fresh ones', () => {
    const sealed = sealer.seal('hunter2', 'a')
    const rotated = new Vault(ring(`second:${key(2)},first:${key(1)}`)).for('credentials')
    expect(rotated.open(sealed, 'a').toString()).toBe('hunter2')
    expect(rotated.isStale(sealed)).toBe(true)
    const fresh = rotated.seal('hunter2', 'a')
    expect(rotated.isStale(fresh)).toBe(false)
    expect(reasonOf(() => sealer.open(fresh, 'a'))).toBe('unknown_key')
    expect(() => sealer.open(fresh, 'a')).toThrow(/"second".*RACCORD_VAULT_KEY/)
  })
})

describe('fingerprints', () => {
  it('are keyed, one per key with the newest first', () => {
    const [only] = vault.fingerprints('1234')
    expect(vault.fingerprints(new Secret('1234'))[0]).toEqual(only)
    expect(only).not.toEqual(hashToken('1234'))
    const rotated = new Vault(ring(`second:${key(2)},first:${key(1)}`)).fingerprints('1234')
    expect(rotated).toHaveLength(2)
    expect(rotated[1]).toEqual(only)
    expect(rotated[0]).not.toEqual(only)
  })
})

describe('a key ring', () => {
  it('names keys by themselves where nobody did', () => {
    const [newest, older] = ring(`${key(1)}\nold:${key(2)}\n`)
    expect(newest.id).toMatch(/^[0-9a-f]{8}$/)
    expect(older?.id).toBe('old')
    expect(ring(key(1))[0].id).toBe(newest.id)
    expect(ring(key(3))[0].id).not.toBe(newest.id)
  })

  it.each([
    '',
    'c2hvcnQ=',
    `${key(1)}A`,
    `bad name!:${key(1)}`,
    `a:${key(1)},a:${key(2)}`,
    'correct horse battery staple',
  ])('refuses %j without repeating it', (text) => {
    const refuse = () => parseKeyRing(text, 'RACCORD_VAULT_KEY')
    expect(refuse).toThrow(/^RACCORD_VAULT_KEY/)
    if (text.length > 6) expect(String(messageOf(refuse))).not.toContain(text.slice(0, 8))
  })
})

describe('a Secret', () => {
  it('is printed nowhere', () => {
    const secret = new Secret('hunter2')
    const error = new Error('failed', { cause: { secret } })
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    log.info({ secret, nested: { list: [secret] } }, `${secret}`)
    log.error(error, 'failed')
    const printed = [
      `${secret}`,
      // biome-ignore lint/style/useTemplate: concatenation is one of the ways to print
      secret + '',
      String(secret),
      JSON.stringify({ secret, list: [secret] }),
      inspect(secret, { depth: 9, showHidden: true }),
      inspect({ secret }, { customInspect: false, depth: 9, showHidden: true }),
      inspect(error, { depth: 9 }),
      JSON.stringify(Object.entries({ ...secret })),
      JSON.stringify(structuredClone({ ...secret })),
      ...lines,
    ].join('\n')
    expect(printed).not.toContain('hunter2')
    expect(printed).toContain('***')
    expect(secret.expose()).toBe('hunter2')
  })
})

function messageOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return (error as Error).message
  }
}
