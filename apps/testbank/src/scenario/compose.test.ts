import { describe, expect, test } from 'vitest'
import { composeScenario } from './compose.ts'
import { parseScenario } from './parse.ts'
import type { Scenario } from './scenario.ts'
import { CHALLENGE_WORDS, EVENT_WORDS, MODIFIER_WORDS } from './words.ts'

const ACCOUNT = 'ACCOUNT|a1|01|21/08/26|1.00|Checkings||false||n||||EUR'
const files = new Map([
  ['success', `# Plain\nCREDENTIALS|success|success\nCREDENTIALS_OWNER|ANN\n${ACCOUNT}\n`],
  ['rich', `CREDENTIALS|rich|rich\nLATENCY|7\n${ACCOUNT}\n${ACCOUNT.replace('a1', 'a2')}\n`],
])
const compose = (login: string) => composeScenario(login, (name) => files.get(name))
function scenarioOf(login: string): Scenario {
  const composed = compose(login)
  if (composed?.kind !== 'file') throw new Error(JSON.stringify(composed))
  const parsed = parseScenario(composed.text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.scenario
}

describe('a composed login', () => {
  test('is its own password, and asks in order', () => {
    const scenario = scenarioOf('otp+photo_tan+expires(20)@ann')
    expect(scenario).toMatchObject({
      login: 'otp+photo_tan+expires(20)@ann',
      password: 'otp+photo_tan+expires(20)@ann',
    })
    expect(scenario.owner).toBe('ANN')
    expect(scenario.challenges.map(({ methods }) => methods[0]?.type)).toEqual(['SMS_OTP', 'PHOTO_OTP'])
    expect(scenario.challenges.map(({ expiresSeconds }) => expiresSeconds)).toEqual([undefined, 20])
  })

  test('takes accounts and records of the customer who stands first', () => {
    expect(scenarioOf('rich+qr')).toMatchObject({ latencyMs: 7, accounts: [{ uid: 'a1' }, { uid: 'a2' }] })
    expect(scenarioOf('rich@bob')).toMatchObject({ login: 'rich@bob', challenges: [] })
  })

  test('has a second act, which goes on as before where it says nothing', () => {
    const { challenges, later } = scenarioOf('otp.then.token_expired')
    expect(later).toMatchObject({ after: { unit: 'reads', count: 0 }, consent: 'expired' })
    expect(later?.challenges).toEqual(challenges)
    expect(scenarioOf('success.then(30).photo_tan+push').later).toMatchObject({
      after: { unit: 'days', count: 30 },
      challenges: [{ methods: [{ type: 'PHOTO_OTP' }] }, { methods: [{ type: 'PUSH_OTP' }] }],
    })
    expect(scenarioOf('success.then.wrong_credentials').later?.password).toBe('changed')
    expect(scenarioOf('success.then.password_expired').later).toMatchObject({
      ...{ password: 'changed', expiredPassword: 'success.then.password_expired' },
    })
  })

  test.each(Object.keys(CHALLENGE_WORDS))('knows %s, and it is a good file', (word) => {
    expect(scenarioOf(`${word}@x`).challenges).toHaveLength(1)
  })
  test.each(Object.keys(EVENT_WORDS))('knows .then.%s, and it is a good file', (word) => {
    expect(scenarioOf(`success.then.${word}`).later).toBeDefined()
  })

  test.each([
    ['otp+phototan', 'phototan'],
    ['pigeon+otp', 'pigeon'],
    ['expires+otp', 'expires'],
    ['otp.then.nothing', 'nothing'],
    ['john.doe', 'john.doe'],
    ['otp+__proto__', '__proto__'],
    ['constructor+otp', 'constructor'],
  ])('%s: the word “%s” is not known', (login, word) => {
    const composed = compose(login)
    if (composed?.kind !== 'unknown') throw new Error('taken')
    expect(composed.word).toBe(word)
    expect(composed.known).toContain('photo_tan')
  })

  test.each(['nobody', 'bob@example.org', 'Otp+qr', 'otp|x', 'otp+qr\nERROR', 'x'.repeat(101), '', '@x', 'toString'])(
    '“%s” is not composed at all',
    (login) => expect(compose(login)).toBeUndefined(),
  )

  test('modifiers stand behind a challenge only', () => {
    expect(Object.keys(MODIFIER_WORDS).map((word) => compose(`otp+${word}`)?.kind)).toEqual(['file', 'file'])
    expect(compose('success.then.expires')?.kind).toBe('unknown')
  })
})
