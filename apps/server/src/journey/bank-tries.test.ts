import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import { createAttemptCounters } from '../store/repositories/attempt-counters.ts'
import { type BankTries, createBankTries } from './bank-tries.ts'

describeEachDatabase('bank credentials that were refused', (open) => {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  let tries: BankTries
  let replica: BankTries
  beforeAll(async () => {
    const database = await open({ clock })
    const made = () => createBankTries(createAttemptCounters(database, (key) => Buffer.from(key)))
    ;[tries, replica] = [made(), made()]
  })
  const session = () => randomBytes(32)
  let people = 0
  const person = () => {
    people += 1
    return people
  }

  it('are counted by person and bank, whatever the session, and over replicas at the same moment', async () => {
    const userId = person()
    const takes = await Promise.all(
      Array.from({ length: 30 }, (_, at) => (at % 2 ? tries : replica).take({ sessionHash: session(), userId }, '100')),
    )
    // Those refused give back what they took; none beyond the limit was let through.
    expect(takes.filter(({ kind }) => kind === 'counted').length).toBeLessThanOrEqual(5)
    for (let at = 0; at < 5; at += 1) await tries.take({ sessionHash: session(), userId }, '100')
    const refused = await tries.take({ sessionHash: session(), userId }, '100')
    expect(refused).toEqual({ kind: 'refused', until: new Date(clock.now().getTime() + 3_600_000) })
    expect((await tries.take({ sessionHash: session(), userId }, '101')).kind).toBe('counted')
    expect((await tries.take({ sessionHash: session(), userId: person() }, '100')).kind).toBe('counted')
  })

  it('say how many there were, and one that was right counts for nothing', async () => {
    const userId = person()
    const take = () => tries.take({ sessionHash: session(), userId }, '100')
    const wrong = []
    for (let at = 0; at < 3; at += 1) {
      const right = await take()
      if (right.kind === 'counted') await right.giveBack()
      const taken = await take()
      wrong.push(taken.kind === 'counted' ? taken.wrong : taken)
    }
    expect(wrong).toEqual([1, 2, 3])
  })

  it('come to an end in a day as well, and begin anew after it', async () => {
    const userId = person()
    const take = () => tries.take({ sessionHash: session(), userId }, '100')
    const begun = clock.now().getTime()
    for (let at = 0; at < 10; at += 1) {
      if (at === 5) clock.advance(3_600_000)
      expect((await take()).kind).toBe('counted')
    }
    clock.advance(3_600_000)
    expect(await take()).toEqual({ kind: 'refused', until: new Date(begun + 86_400_000) })
    clock.advance(86_400_000)
    expect((await take()).kind).toBe('counted')
  })

  it('are counted by session over all banks', async () => {
    const given = { sessionHash: session(), userId: person() }
    for (let at = 0; at < 10; at += 1) expect((await tries.take(given, `${at}`)).kind).toBe('counted')
    expect((await tries.take(given, 'another')).kind).toBe('refused')
  })
})
