import { berlinGroup } from '@raccord/connector-berlin-group'
import { type Answer, type BankContext, type Outcome, Secret } from '@raccord/connector-kit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginInput, expectKind, startTestBank, type TestBench } from './bench.ts'

let bench: TestBench
let bank: BankContext
beforeAll(async () => {
  bench = await startTestBank()
  bank = bench.context('102', 'EMBEDDED')
})
afterAll(() => bench.close())

let people = 0
/** A person of his own: what happens to him is nobody else's. */
const signIn = (words: string, password?: string) => {
  people += 1
  const login = `${words}@p${people}`
  return berlinGroup.begin(bank, beginInput('EMBEDDED', { login, password: password ?? login }))
}
const give = (outcome: Outcome, answer: Answer) => {
  if (!('state' in outcome) || !outcome.state) throw new Error(`nothing to answer: ${JSON.stringify(outcome)}`)
  return berlinGroup.resume(bank, outcome.state, answer)
}
const secret = (value: string): Answer => ({ kind: 'secret', value: new Secret(value) })
const asked = (outcome: Outcome) => expectKind(outcome, 'challenge').challenge

describe('each kind, as the person meets it', () => {
  test.each([
    ['otp', '123456', { kind: 'otp', medium: 'sms', destination: '•• •• •• 21', canResend: true, maxLength: 6 }],
    ['email', '123456', { kind: 'otp', medium: 'email', destination: 'm•••@example.org', canResend: true }],
    ['chip', '135791', { kind: 'otp', medium: 'device', canResend: false, format: 'digits' }],
    ['offline', '135791', { kind: 'otp', medium: 'device', canResend: false }],
    ['flicker', '135791', { kind: 'image', variant: 'flicker' }],
    ['photo_tan', '7654321', { kind: 'image', variant: 'photo_tan', maxLength: 7 }],
    ['qr', '246810', { kind: 'image', variant: 'qr' }],
    ['image', 'RACC7', { kind: 'image', variant: 'image', format: 'characters' }],
    ['question', ' fido', { kind: 'text', message: 'What was the name of your first pet?', secret: false }],
  ])('%s', async (word, answer, shape) => {
    const shown = await signIn(word)
    expect(asked(shown)).toMatchObject(shape)
    expect(asked(await give(shown, secret('nope')))).toEqual(asked(shown))
    expectKind(await give(shown, secret(answer)), 'done')
  })

  test('a picture is a PNG; a flicker code has the length that it tells, and its start code is said nowhere else', async () => {
    const photo = asked(await signIn('photo_tan'))
    expect(photo).toMatchObject({ image: { type: 'image/png', base64: expect.stringMatching(/^iVBOR/) } })
    const flicker = asked(await signIn('flicker'))
    if (flicker.kind !== 'image') throw new Error(flicker.kind)
    const code = flicker.flickerCode ?? ''
    expect(Number.parseInt(code.slice(0, 2), 16)).toBe(code.length / 2 - 1)
    expect(flicker.message).not.toContain(code)
  })
})

describe('a request in the bank’s app', () => {
  const decide = async (outcome: Outcome, decision: string) => {
    const [, address = ''] = /(http\S+)$/.exec(expectKind(outcome, 'wait').message ?? '') ?? []
    const page = await fetch(address, { method: 'POST', body: new URLSearchParams({ decision }) })
    return page.text()
  }
  const poll: Answer = { kind: 'poll' }

  test('approved by the person', async () => {
    const waiting = await signIn('push')
    expect(waiting).toMatchObject({ kind: 'wait', canResend: true, pollAfterMs: 3000 })
    const still = await give(waiting, poll)
    expect(still).toMatchObject({ kind: 'wait', message: expectKind(waiting, 'wait').message, canResend: true })
    expect(expectKind(still, 'wait').expiresAt).toEqual(expectKind(waiting, 'wait').expiresAt)
    expect(await decide(waiting, 'approve')).toContain('approved')
    expectKind(await give(still, poll), 'done')
  })

  test('refused by the person', async () => {
    const waiting = await signIn('push')
    await decide(waiting, 'refuse')
    expect(await give(waiting, poll)).toMatchObject({ kind: 'failed', reason: 'refused_at_bank' })
  })

  test('approved, or refused, by itself', async () => {
    const [yes, no] = [await signIn('push_auto(60)'), await signIn('push_refused(60)')]
    expectKind(await give(yes, poll), 'wait')
    await bench.advanceDays(61 / 86_400)
    expectKind(await give(yes, poll), 'done')
    expect(await give(no, poll)).toMatchObject({ kind: 'failed', reason: 'refused_at_bank' })
  })

  test('sent again, it is another request, and the bank ends it some time', async () => {
    const waiting = await signIn('push+expires(100)+resends(1)')
    const again = await give(waiting, { kind: 'resend' })
    expect(expectKind(again, 'wait').message).not.toBe(expectKind(waiting, 'wait').message)
    expect(again).not.toMatchObject({ canResend: expect.anything() })
    const refused = await give(again, { kind: 'resend' })
    expect(refused).toMatchObject({ kind: 'wait', message: expectKind(again, 'wait').message })
    expect(refused).not.toMatchObject({ canResend: expect.anything() })
    await bench.advanceDays(101 / 86_400)
    expect(await give(again, poll)).toMatchObject({ kind: 'failed', reason: 'challenge_expired' })
  })
})

test('several in a row, each a challenge of its own', async () => {
  const code = await signIn('otp+photo_tan+push_auto(0)+question')
  const photo = await give(code, secret('123456'))
  expect(photo).not.toMatchObject({ refused: expect.anything() })
  expect(asked(photo)).toMatchObject({ kind: 'image', variant: 'photo_tan' })
  const wrong = await give(photo, secret('123456'))
  expect(wrong).toMatchObject({ kind: 'challenge', refused: true, challenge: { variant: 'photo_tan' } })
  const app = await give(wrong, secret('7654321'))
  const question = await give(app, { kind: 'poll' })
  expect(asked(question)).toMatchObject({ kind: 'text' })
  expectKind(await give(question, secret('Fido')), 'done')
})

test('a choice, then the app', async () => {
  const choice = await signIn('choice')
  expect(asked(choice)).toMatchObject({ kind: 'choice', options: [{ id: 'sms' }, { id: 'photo' }, { id: 'app' }] })
  expectKind(await give(choice, { kind: 'choice', id: 'app' }), 'wait')
  expect(asked(await give(choice, { kind: 'choice', id: 'sms' }))).toMatchObject({ kind: 'otp', medium: 'sms' })
})

test('sent again as often as the bank does; refused then, the last code stays good', async () => {
  const first = await signIn('otp+resends(1)')
  const second = await give(first, { kind: 'resend' })
  expect(asked(second)).toMatchObject({ kind: 'otp', canResend: false })
  const third = await give(first, { kind: 'resend' })
  expect(third).not.toMatchObject({ refused: expect.anything() })
  expect(asked(third)).toMatchObject({ kind: 'otp', canResend: false, destination: '•• •• •• 21' })
  expectKind(await give(third, secret('123456')), 'done')
})

test('too late is not wrong', async () => {
  const code = await signIn('otp+expires(90)')
  const { expiresAt } = asked(code) as { expiresAt?: Date }
  expect(expiresAt && expiresAt.getTime() - bank.now().getTime()).toBeGreaterThan(60_000)
  await bench.advanceDays(91 / 86_400)
  expect(await give(code, secret('123456'))).toMatchObject({ kind: 'failed', reason: 'challenge_expired' })
})

test('asked how an answer fared that was cut off, the question still stands, or it is done', async () => {
  const code = await signIn('otp')
  expect(asked(await give(code, { kind: 'poll' }))).toEqual(asked(code))
  expectKind(await give(code, secret('123456')), 'done')
  expectKind(await give(code, { kind: 'poll' }), 'done')
})

describe('a second act', () => {
  const list = (outcome: Outcome, unattended: boolean) => {
    const { psu: _, ...alone } = bank
    return berlinGroup.accounts(unattended ? alone : bank, expectKind(outcome, 'done').state)
  }
  const login = (words: string) => ({ login: words, password: words })
  const begin = (credentials: { login: string; password: string }) =>
    berlinGroup.begin(bank, beginInput('EMBEDDED', credentials))

  test.each([
    ['success.then.token_expired@a', 'consent_expired', 'done'],
    ['success.then.challenge_required@a', 'consent_expired', 'challenge'],
    ['success.then.photo_tan@a', 'consent_expired', 'challenge'],
    ['success.then.revoked@a', 'consent_expired', 'done'],
    ['success.then.wrong_credentials@a', 'consent_expired', 'failed'],
  ] as const)('%s', async (words, reason, kind) => {
    const done = await begin(login(words))
    expect((await list(done, false)).kind).toBe('accounts')
    expect(await list(done, true)).toMatchObject({ kind: 'failed', reason })
    expect(await list(done, false)).toMatchObject({ kind: 'failed', reason })
    expect((await begin(login(words))).kind).toBe(kind)
  })

  test('the renewed consent is not struck again, and who disconnects begins anew', async () => {
    const words = 'success.then.wrong_credentials@b'
    expect((await list(await begin(login(words)), true)).kind).toBe('failed')
    const renewed = await begin({ login: words, password: 'changed' })
    expect((await list(renewed, true)).kind).toBe('accounts')
    await berlinGroup.revoke(bank, expectKind(renewed, 'done').state)
    expectKind(await begin(login(words)), 'done')
  })

  test('by days', async () => {
    const words = 'success.then(30).token_expired@c'
    const done = await begin(login(words))
    await bench.advanceDays(29)
    expect((await list(done, true)).kind).toBe('accounts')
    await bench.advanceDays(2)
    expect(await list(done, false)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
  })

  test.each([
    ['down', 'bank_unavailable'],
    ['blocked', 'action_needed_at_bank'],
    ['limited', 'bank_limit_reached'],
  ])('the consent lives on, but the bank is %s', async (event, reason) => {
    const done = await begin(login(`success.then.${event}@d`))
    expect((await list(done, false)).kind).toBe('accounts')
    expect(await list(done, true)).toMatchObject({ kind: 'failed', reason })
  })
})
