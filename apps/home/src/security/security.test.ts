import { describe, expect, it } from 'vitest'
import { Challenges } from './challenges.ts'
import { relyingParty } from './passkeys.ts'
import { hashPassword, isPassword, passwordProblem } from './password.ts'
import { Tries } from './tries.ts'
import { isWord, newWord } from './words.ts'

describe('a password', () => {
  it('is known again by its hash alone, however the keyboard composed it', async () => {
    const hash = await hashPassword('caf\u00e9 au lait')
    expect(hash).not.toContain('lait')
    expect(await isPassword(hash, 'cafe\u0301 au lait')).toBe(true)
    expect(await isPassword(hash, 'cafe au lait')).toBe(false)
    expect(await isPassword(undefined, 'caf\u00e9 au lait')).toBe(false)
    expect(await isPassword('scrypt$$', '')).toBe(false)
    expect(await hashPassword('caf\u00e9 au lait')).not.toBe(hash)
  })

  it('is neither too short nor endless', () => {
    expect(passwordProblem('short')).toBe('short')
    expect(passwordProblem('long enough')).toBeUndefined()
    expect(passwordProblem('x'.repeat(201))).toBe('long')
  })
})

describe('a word to type', () => {
  it('is taken with blanks and capitals, and no other', () => {
    const word = newWord()
    expect(word).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(isWord(word, ` ${word.toUpperCase().replaceAll('-', ' ')} `)).toBe(true)
    expect(isWord(word, newWord())).toBe(false)
    expect(isWord(undefined, '')).toBe(false)
  })
})

describe('tries', () => {
  it('are so many in a quarter of an hour, and then none', () => {
    let now = 0
    const tries = new Tries(() => new Date(now))
    const taken = () => Array.from({ length: 4 }, () => tries.take('ada', 3))
    expect(taken()).toEqual([true, true, true, false])
    expect(tries.take('ben', 3)).toBe(true)
    now += 15 * 60_000
    expect(taken()).toEqual([true, true, true, false])
    tries.clear('ada')
    expect(tries.take('ada', 3)).toBe(true)
  })

  it('of somebody who makes up names do not fill the memory', () => {
    const tries = new Tries(() => new Date(0))
    for (let name = 0; name < 20_000; name += 1) tries.take(String(name), 1)
    expect(tries.take('19999', 1)).toBe(false)
  })
})

describe('a challenge', () => {
  it('is good once, for what it was given out for, and for a while', () => {
    let now = 0
    const challenges = new Challenges(() => new Date(now)).of('here')
    challenges.give('a', 'sign in')
    expect(challenges.take('a', 'add 1')).toBe(false)
    expect(challenges.take('a', 'sign in')).toBe(false)
    challenges.give('b', 'sign in')
    expect(challenges.take('b', 'sign in')).toBe(true)
    expect(challenges.take('b', 'sign in')).toBe(false)
    challenges.give('c', 'sign in')
    now += 5 * 60_000
    expect(challenges.take('c', 'sign in')).toBe(false)
  })

  it('is pushed out by nobody else, however often he asks', () => {
    const challenges = new Challenges(() => new Date(0))
    challenges.of('here').give('mine', 'sign in')
    for (let asked = 0; asked < 20_000; asked += 1) challenges.of('elsewhere').give(`${asked}`, 'sign in')
    expect(challenges.of('elsewhere').take('0', 'sign in')).toBe(false)
    expect(challenges.of('elsewhere').take('19999', 'sign in')).toBe(true)
    expect(challenges.of('here').take('mine', 'sign in')).toBe(true)
  })
})

it.each([
  ['https://money.example.org', 'money.example.org'],
  ['http://localhost:4400', 'localhost'],
  ['http://127.0.0.1:4400', undefined],
  ['http://raccord.lan:4400', undefined],
  ['https://[::1]', undefined],
  ['https://192.168.1.2', undefined],
])('passkeys of %s are bound to %s', (url, name) => {
  expect(relyingParty(url)).toBe(name)
})
