import { fints } from '@raccord/connector-fints'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectKind, startTestBank, type TestBench } from '../bench.ts'
import { code, customer, entriesOf, listed, ordersOf } from './fints-bench.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

const approveAt = async (message: string | undefined, decision: 'approve' | 'refuse') => {
  const [address] = /http:\S+\/app\/[0-9a-f-]+/.exec(message ?? '') ?? []
  if (address === undefined) throw new Error(`no address of the app in “${message}”`)
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ decision }) })
  if (!answer.ok) throw new Error(`the app answered ${answer.status}`)
}

describe('a sign-in', () => {
  it('without a proof leaves its dialog open, in which everything is read', async () => {
    const person = customer(bench, 'dev')
    const done = expectKind(await person.begin(), 'done')
    expect(done.grant).toMatchObject({ recurring: true })
    expect(person.sent.map(ordersOf)).toEqual([
      ['HKIDN', 'HKVVB', 'HKTAN'],
      ['HKEND'],
      ['HKIDN', 'HKVVB', 'HKSYN'],
      ['HKEND'],
      ['HKIDN', 'HKVVB', 'HKTAN'],
    ])
    const { accounts, state } = await listed(person, done.state)
    expect(accounts.map(({ type }) => type)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'SAVINGS', 'LOAN'])
    expect(accounts[0]).toMatchObject({
      iban: 'FR7630999041200010278041382',
      bic: 'RATBDEFFXXX',
      ownerName: 'Camille Arnaud',
      name: 'Compte courant',
      currency: 'EUR',
    })
    expect(accounts.every(({ balances }) => balances.length > 0)).toBe(true)
    // HISAL has a place for what the bank lends, and none for rates and terms.
    expect(accounts.map(({ details }) => details)).toEqual([
      ...[undefined, undefined, { credit_limit: 3000 }, undefined, undefined],
    ])
    let newest = state
    for (const account of accounts) {
      const read = await entriesOf(person, newest, account)
      newest = read.state
      expect(read.skipped).toEqual([])
      expect(read.entries.length, account.name).toBeGreaterThan(5)
    }
    const ended = (await fints.endRun?.(person.bank, newest)) ?? {}
    expect(ordersOf(person.sent.at(-1) ?? '')).toEqual(['HKEND'])
    expect(ended).not.toMatchObject({ dialog: expect.anything() })
    // One dialog for all of it: whoever is read signs in once.
    expect(person.sent.filter((message) => ordersOf(message).includes('HKIDN'))).toHaveLength(3)
  })

  it('keeps its device: the next reading is another dialog without a proof', async () => {
    const person = customer(bench, 'otp+expires(600)@keeps')
    const asked = expectKind(await person.begin(), 'challenge')
    const done = expectKind(await fints.resume(person.bank, asked.state, code('123456')), 'done')
    const state = (await fints.endRun?.(person.bank, done.state)) ?? {}
    const before = person.sent.length
    await listed(person, state)
    expect(
      person.sent
        .slice(before)
        .flatMap(ordersOf)
        .filter((id) => id === 'HKSYN'),
    ).toEqual([])
  })

  it('with a wrong PIN is tried once', async () => {
    const person = customer(bench, 'dev', {}, 'wrong-pin')
    const failed = expectKind(await person.begin(), 'failed')
    expect(failed).toMatchObject({ reason: 'wrong_credentials', bankCode: '9942' })
    expect(person.sent.filter((message) => message.includes('wrong-pin'))).toHaveLength(1)
    // Not even when it is asked to, with what was kept.
    const again = expectKind(await person.begin(failed.state), 'failed')
    expect(again.reason).toBe('wrong_credentials')
    expect(await fints.accounts(person.bank, failed.state ?? {})).toMatchObject({ reason: 'wrong_credentials' })
    expect(person.sent.filter((message) => message.includes('wrong-pin'))).toHaveLength(1)
    expect(bench.logged()).not.toContain('wrong-pin')
  })

  it('with letters that the protocol lacks is not tried at all', async () => {
    const person = customer(bench, 'dev', {}, 'pin€')
    expect(expectKind(await person.begin(), 'failed').reason).toBe('wrong_credentials')
    expect(person.sent).toEqual([])
  })

  it('needs a registration of the product', async () => {
    const options = { url: `${bench.url}/fints`, blz: '99904120' }
    const none = customer(bench, 'dev', { options })
    expect(expectKind(await none.begin(), 'failed')).toMatchObject({ reason: 'bank_not_configured' })
    expect(none.sent).toEqual([])
    const unknown = customer(bench, 'dev', { options, identity: { fintsProductId: 'UNKNOWN' } })
    expect(expectKind(await unknown.begin(), 'failed')).toMatchObject({
      reason: 'bank_not_configured',
      bankCode: '9078',
    })
    expect(unknown.sent.join()).not.toContain('dev')
    const known = customer(bench, 'dev', { options, identity: { fintsProductId: '0123456789ABCDEF' } })
    expectKind(await known.begin(), 'done')
  })
})

describe('proofs', () => {
  it.each([
    ['otp', '123456', { kind: 'otp', medium: 'sms', destination: expect.stringContaining('21') }],
    ['email', '123456', { kind: 'otp', medium: 'unknown' }],
    ['chip', '135791', { kind: 'otp', medium: 'device', message: expect.stringMatching(/Start code: \d{8}/) }],
    ['offline', '135791', { kind: 'otp', medium: 'device' }],
    ['flicker', '135791', { kind: 'image', variant: 'flicker', flickerCode: expect.stringMatching(/^[0-9A-F]{20,}$/) }],
    ['photo_tan', '7654321', { kind: 'image', variant: 'photo_tan', image: { type: 'image/png' } }],
    ['qr', '246810', { kind: 'image', variant: 'qr', image: { type: 'image/png' } }],
    ['image', 'RACC7', { kind: 'image', variant: 'photo_tan' }],
    ['question', 'Fido', { kind: 'otp', message: 'What was the name of your first pet?' }],
  ])('%s', async (word, answer, shape) => {
    const person = customer(bench, `${word}+expires(300)@proof`)
    const asked = expectKind(await person.begin(), 'challenge')
    expect(asked.challenge).toMatchObject(shape)
    expect('expiresAt' in asked.challenge && asked.challenge.expiresAt).toBeInstanceOf(Date)
    // The picture is for the screen, not for the state; a TAN is nowhere.
    expect(JSON.stringify(asked.state).length).toBeLessThan(12_000)
    const done = expectKind(await fints.resume(person.bank, asked.state, code(answer)), 'done')
    expect(JSON.stringify(done.state)).not.toContain(answer)
    expect((await listed(person, done.state)).accounts.length).toBeGreaterThan(0)
  })

  it('a wrong TAN ends the sign-in, and goes out once', async () => {
    const person = customer(bench, 'photo_tan@wrong')
    const asked = expectKind(await person.begin(), 'challenge')
    const failed = expectKind(await fints.resume(person.bank, asked.state, code('0000000')), 'failed')
    expect(failed).toMatchObject({ reason: 'wrong_otp', bankCode: '9941' })
    expect(person.sent.filter((message) => message.includes(':0000000'))).toHaveLength(1)
    // Anew: on the same device, or on another where the bank has dropped that one.
    const again = expectKind(await person.begin(failed.state), 'challenge')
    expectKind(await fints.resume(person.bank, again.state, code('7654321')), 'done')
  })

  it('a choice of methods and of telephones', async () => {
    const person = customer(bench, 'choice@choose')
    const choice = expectKind(await person.begin(), 'challenge')
    expect(choice.challenge).toEqual({
      kind: 'choice',
      options: [
        { id: '940', label: 'Test Bank app' },
        { id: '902', label: 'photoTAN' },
        { id: '942', label: 'smsTAN' },
      ],
    })
    const refused = expectKind(
      await fints.resume(person.bank, choice.state, { kind: 'choice', id: '999' }),
      'challenge',
    )
    expect(refused).toMatchObject({ refused: true, challenge: { kind: 'choice' } })
    const asked = expectKind(await fints.resume(person.bank, choice.state, { kind: 'choice', id: '942' }), 'challenge')
    expect(asked.challenge).toMatchObject({ kind: 'otp', medium: 'sms' })
    expect(person.sent.map(ordersOf)).toContainEqual(['HKIDN', 'HKVVB', 'HKTAN', 'HKTAB'])
    const done = expectKind(await fints.resume(person.bank, asked.state, code('123456')), 'done')
    // What was chosen is not asked again.
    const renewed = expectKind(await person.begin(done.state), 'done')
    expect(renewed.state).toMatchObject({ method: '942' })
  })

  it('several in a row', async () => {
    const person = customer(bench, 'question+photo_tan@row')
    const first = expectKind(await person.begin(), 'challenge')
    const second = expectKind(await fints.resume(person.bank, first.state, code('Fido')), 'challenge')
    expectKind(await fints.resume(person.bank, second.state, code('7654321')), 'done')
  })
})

describe('a request in the app', () => {
  /** A clock that stands: however long the machine takes, no poll is due before it is moved. */
  const at = (ms: number) => ({ now: () => new Date(ms) })

  it('is asked about no sooner than the bank says, once a time, and goes through', async () => {
    const person = customer(bench, 'push@app')
    const begun = Date.now()
    const waits = expectKind(await person.begin(), 'wait')
    const asked = Date.now()
    expect(waits.message).toContain('/app/')
    const before = person.sent.length
    const tooEarly = { ...person.bank, ...at(begun) }
    const early = expectKind(await fints.resume(tooEarly, waits.state, { kind: 'poll' }), 'wait')
    expect(person.sent).toHaveLength(before)
    expect(early.state).toEqual(waits.state)
    const bank = { ...person.bank, ...at(asked + 5_000) }
    const open = expectKind(await fints.resume(bank, waits.state, { kind: 'poll' }), 'wait')
    expect(ordersOf(person.sent.at(-1) ?? '')).toEqual(['HKTAN'])
    expect(person.sent).toHaveLength(before + 1)
    // Another tab with what the first one has begun from: the bank does not hear of it.
    expectKind(await fints.resume(bank, open.state, { kind: 'poll' }), 'wait')
    expect(person.sent).toHaveLength(before + 1)
    await approveAt(waits.message, 'approve')
    expectKind(await fints.resume({ ...bank, ...at(asked + 15_000) }, open.state, { kind: 'poll' }), 'done')
  })

  it('is refused', async () => {
    const person = customer(bench, 'push@no')
    const waits = expectKind(await person.begin(), 'wait')
    await approveAt(waits.message, 'refuse')
    const bank = { ...person.bank, ...at(Date.now() + 5_000) }
    expect(await fints.resume(bank, waits.state, { kind: 'poll' })).toMatchObject({ reason: 'refused_at_bank' })
  })

  it('is left two polls before the bank would count them as wrong', async () => {
    const person = customer(bench, 'push@often')
    let { state } = expectKind(await person.begin(), 'wait')
    const before = person.sent.length
    let ms = 0
    for (;;) {
      ms += 10_000
      // Time stands still for the end of the request, and goes on between polls.
      const patient = JSON.parse(JSON.stringify(state))
      patient.pending.expiresAt = Date.now() + 86_400_000
      const outcome = await fints.resume({ ...person.bank, ...at(Date.now() + ms) }, patient, { kind: 'poll' })
      if (outcome.kind === 'failed') {
        expect(outcome.reason).toBe('challenge_expired')
        break
      }
      state = expectKind(outcome, 'wait').state
    }
    const polls = person.sent.slice(before).filter((message) => message.includes('+S++++'))
    expect(polls).toHaveLength(58)
  })
})

describe('without the person', () => {
  it('a proof ends the reading as one that only he can go on with, and is not asked for again', async () => {
    const person = customer(bench, 'plain.then.challenge_required@alone')
    const done = expectKind(await person.begin(), 'done')
    const { state } = await listed(person, done.state)
    const ended = (await fints.endRun?.(person.bank, state)) ?? {}
    const answer = await fints.accounts(person.bank, ended)
    expect(answer).toMatchObject({ kind: 'failed', reason: 'challenge_expired' })
    // The dialog in which the bank asked was ended: nothing is left open there.
    expect(ordersOf(person.sent.at(-1) ?? '')).toEqual(['HKEND'])
    const kept = answer.state ?? {}
    const before = person.sent.length
    expect(await fints.accounts(person.bank, kept)).toMatchObject({ reason: 'challenge_expired' })
    expect(person.sent).toHaveLength(before)
    // He comes, and answers.
    const asked = expectKind(await person.begin(kept), 'challenge')
    const renewed = expectKind(await fints.resume(person.bank, asked.state, code('123456')), 'done')
    expect((await listed(person, renewed.state)).accounts.length).toBeGreaterThan(0)
  })

  it('no credentials are no reading', async () => {
    const person = customer(bench, 'dev')
    const done = expectKind(await person.begin(), 'done')
    const { credentials: _, ...bare } = person.bank
    expect(await fints.accounts(bare, done.state)).toMatchObject({ kind: 'failed', reason: 'consent_expired' })
  })
})
