import { describe, expect, it } from 'vitest'
import { PasswordsBusyError } from '../../users/passwords-busy.ts'
import { createPasswords } from './password.ts'
import { readPhc } from './phc-string.ts'

const passwords = createPasswords()

describe('passwords', () => {
  it('are kept as Argon2id with today’s parameters and a salt of their own', async () => {
    const [one, two] = await Promise.all([passwords.hash('hunter2'), passwords.hash('hunter2')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await passwords.verify(one, 'hunter2')).toBe(true)
    expect(await passwords.verify(one, 'hunter3')).toBe(false)
    expect(passwords.needsRehash(one)).toBe(false)
  })

  it('match however their letters were composed', async () => {
    expect(await passwords.verify(await passwords.hash('caf\u00e9'), 'cafe\u0301')).toBe(true)
  })

  it('made elsewhere are verified: the reference implementation’s test value', async () => {
    // `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1`, from the reference implementation's own tests.
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await passwords.verify(reference, 'password')).toBe(true)
    expect(await passwords.verify(reference, 'Password')).toBe(false)
    expect(passwords.needsRehash(reference)).toBe(true)
  })

  it.each([
    '',
    'hunter2',
    '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ])('a hash that makes no sense matches nothing: %s', async (hash) => {
    expect(readPhc(hash)).toBeUndefined()
    expect(await passwords.verify(hash, 'password')).toBe(false)
    expect(passwords.needsRehash(hash)).toBe(true)
  })

  it('wait in line in a flood, and beyond that are turned away', async () => {
    const few = createPasswords({ concurrency: 1, queue: 2 })
    const flood = await Promise.allSettled(Array.from({ length: 6 }, () => few.hash('hunter2')))
    expect(flood.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    for (const result of flood)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(PasswordsBusyError)
    expect(await few.verify(await few.hash('again'), 'again')).toBe(true)
  })
})
