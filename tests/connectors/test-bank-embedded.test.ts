import { berlinGroup } from '@raccord/connector-berlin-group'
import { Secret } from '@raccord/connector-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginInput, expectKind, startTestBank, type TestBench } from './bench.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(async () => {
  await bench.close()
})

const signIn = (login: string, password = login, provider = '100') =>
  berlinGroup.begin(
    bench.context(provider, 'EMBEDDED'),
    beginInput('EMBEDDED', { login, password, configuration_url: '' }),
  )
const code = (value: string) => ({ kind: 'secret', value: new Secret(value) }) as const

describe('a code by text message', () => {
  test('right at once', async () => {
    const bank = bench.context('100', 'EMBEDDED')
    const asked = expectKind(await signIn('otp'), 'challenge')
    expect(asked.challenge).toMatchObject({ kind: 'otp', medium: 'sms', maxLength: 6, format: 'digits' })
    expect(asked.challenge).toMatchObject({ destination: '•• •• •• 21' })
    expectKind(await berlinGroup.resume(bank, asked.state, code('123456')), 'done')
  })

  test('wrong, then right', async () => {
    const bank = bench.context('100', 'EMBEDDED')
    const asked = expectKind(await signIn('otp'), 'challenge')
    const again = expectKind(await berlinGroup.resume(bank, asked.state, code('000000')), 'challenge')
    expect(again.refused).toBe(true)
    expect(again.challenge).toEqual(asked.challenge)
    expectKind(await berlinGroup.resume(bank, again.state, code(' 123456 ')), 'done')
  })

  test('wrong too often', async () => {
    const bank = bench.context('100', 'EMBEDDED')
    let { state } = expectKind(await signIn('otp'), 'challenge')
    for (const wrong of ['000000', '111111']) {
      state = expectKind(await berlinGroup.resume(bank, state, code(wrong)), 'challenge').state
    }
    const end = expectKind(await berlinGroup.resume(bank, state, code('222222')), 'failed')
    expect(end).toMatchObject({ reason: 'wrong_otp', bankCode: 'SCA_INVALID' })
  })

  test('with letters', async () => {
    const bank = bench.context('102', 'EMBEDDED')
    const asked = expectKind(await signIn('letters', 'letters', '102'), 'challenge')
    expect(asked.challenge).toMatchObject({ format: 'characters' })
    expectKind(await berlinGroup.resume(bank, asked.state, code('K7WQ2P')), 'done')
  })
})

describe('a choice of methods', () => {
  test.each([
    ['sms', { kind: 'otp', medium: 'sms' }],
    ['mail', { kind: 'otp', medium: 'email' }],
    ['chip', { kind: 'otp', medium: 'device' }],
    ['photo', { kind: 'image' }],
  ])('%s', async (id, shape) => {
    const bank = bench.context('100', 'EMBEDDED')
    const choice = expectKind(await signIn('methods'), 'challenge')
    if (choice.challenge.kind !== 'choice') throw new Error(choice.challenge.kind)
    expect(choice.challenge.options.map((option) => option.id)).toEqual(['sms', 'chip', 'photo', 'mail'])
    const asked = expectKind(await berlinGroup.resume(bank, choice.state, { kind: 'choice', id }), 'challenge')
    expect(asked.challenge).toMatchObject(shape)
    const resent = expectKind(await berlinGroup.resume(bank, asked.state, { kind: 'resend' }), 'challenge')
    expect(resent.refused).toBeUndefined()
    expectKind(await berlinGroup.resume(bank, resent.state, code('246810')), 'done')
  })

  test('a method that was never offered is not sent to the bank', async () => {
    const bank = bench.context('100', 'EMBEDDED')
    const choice = expectKind(await signIn('methods'), 'challenge')
    const before = bench.logged()
    const again = expectKind(await berlinGroup.resume(bank, choice.state, { kind: 'choice', id: 'x' }), 'challenge')
    expect(again).toMatchObject({ refused: true, challenge: { kind: 'choice' } })
    expect(bench.logged()).toBe(before)
  })
})

test.each([
  ['otp', 'not the password', 'wrong_credentials', 'PSU_CREDENTIALS_INVALID'],
  ['nobody', 'x', 'wrong_credentials', 'PSU_CREDENTIALS_INVALID'],
  ['expired', 'expired', 'password_change_needed', 'PASSWORD_EXPIRED'],
  ['expired', 'other', 'wrong_credentials', 'PSU_CREDENTIALS_INVALID'],
  ['down', 'down', 'bank_unavailable', 'SERVICE_UNAVAILABLE'],
  ['blocked', 'blocked', 'action_needed_at_bank', 'SERVICE_BLOCKED'],
])('sign-in of %s with “%s” is %s', async (login, password, reason, bankCode) => {
  const failed = expectKind(await signIn(login, password), 'failed')
  expect(failed).toMatchObject({ reason, bankCode })
  expect(failed.detail).not.toContain(password === 'x' ? 'nobody' : password)
})

test('a password given with an answer that nobody asked for changes nothing', async () => {
  const bank = bench.context('100', 'EMBEDDED')
  const asked = expectKind(await signIn('otp'), 'challenge')
  const before = bench.logged()
  const odd = await berlinGroup.resume(bank, asked.state, { kind: 'choice', id: 'sms' })
  expect(odd).toMatchObject({ kind: 'failed', reason: 'bank_answer_invalid' })
  expect(bench.logged()).toBe(before)
})

test('login without a password: the bank asks, the form answers', async () => {
  const bank = bench.context('100', 'EMBEDDED')
  const form = expectKind(await berlinGroup.begin(bank, beginInput('EMBEDDED', { login: 'dev' })), 'form')
  expect(form.fields).toMatchObject([{ id: 'password', type: 'password', secret: true }])
  const values = { password: new Secret('dev') }
  expectKind(await berlinGroup.resume(bank, form.state, { kind: 'fields', values }), 'done')
})

test('nothing secret is logged, and no state holds a password or a code', async () => {
  const bank = bench.context('100', 'EMBEDDED')
  const asked = expectKind(await signIn('otp'), 'challenge')
  const done = expectKind(await berlinGroup.resume(bank, asked.state, code('123456')), 'done')
  for (const state of [asked.state, done.state]) {
    expect(JSON.stringify(state)).not.toMatch(/123456|"password"/)
  }
  expect(bench.logged()).toContain('authorisation.code')
  expect(bench.logged()).not.toMatch(/123456|Olivia|203\.0\.113/)
})
