import { type BankResponse, createBankGate } from '@raccord/connector-kit'
import { expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import { createBankPauses } from '../store/repositories/bank-pauses.ts'
import { createSharedStandings, type SharedPauses } from './shared-standings.ts'

const ok: BankResponse = { kind: 'answer', status: 200, headers: {}, body: '' }
const away: BankResponse = { kind: 'fault', fault: 'timeout', detail: 'no complete answer in time' }
const crowded: BankResponse = { kind: 'fault', fault: 'crowded', detail: 'more calls than this bank takes' }
const request = { method: 'GET', url: 'https://bank.example/', headers: {} } as const
const away3 = { failuresToPause: 3 }

describeEachDatabase('a bank that does not answer, seen by several processes', (open) => {
  /** Processes of one installation on a database of its own, and the bank that all of them speak to. */
  const installation = async (count = 2) => {
    const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    const statements: string[] = []
    const database = await open({ clock, onStatement: (text) => void statements.push(text) })
    const bank = { says: [] as (BankResponse | Promise<BankResponse>)[], reached: 0 }
    const pauses = createBankPauses(database)
    const broken = { now: false }
    const reports: unknown[] = []
    const guarded = Object.fromEntries(
      Object.entries(pauses).map(([name, call]) => [
        name,
        (...args: never[]) =>
          broken.now ? Promise.reject(new Error('away')) : (call as (...all: never[]) => unknown)(...args),
      ]),
    ) as unknown as SharedPauses
    const process = () => {
      const told: (string | undefined)[] = []
      const heard: (string | undefined)[] = []
      const time = (until: Date | undefined) => until?.toISOString().slice(11, 19)
      const standings = createSharedStandings({
        pauses: guarded,
        count: async () => count,
        heard: (_id, until) => heard.push(time(until)),
        report: (error) => reports.push(error),
      })
      const gate = createBankGate(away3, {
        now: () => clock.now(),
        wait: async () => {},
        changed: (until) => told.push(time(until)),
        memory: standings.memoryOf('77', away3),
      })
      const http = gate.guard({
        send: async () => {
          bank.reached += 1
          return bank.says.shift() ?? ok
        },
      })
      return { gate, told, heard, standings, send: () => http.send(request), paused: () => time(gate.pausedUntil()) }
    }
    return { clock, bank, database, statements, broken, reports, a: process(), b: process() }
  }

  it('is left alone by all once their failures together are enough; one of them tries, and tells that it is back', async () => {
    const { a, b, bank, clock, statements, database } = await installation()
    bank.says.push(away, away, away)
    await a.send()
    await b.send()
    expect([a.paused(), b.paused()]).toEqual([undefined, undefined])
    await a.send()
    expect([a.paused(), b.paused()], 'it was the third that nobody answered').toEqual(['10:00:30', undefined])
    await b.standings.refresh()
    expect([b.paused(), b.heard, b.told]).toEqual(['10:00:30', ['10:00:30'], []])
    expect(await b.send()).toMatchObject({ kind: 'fault', fault: 'unreachable' })
    expect(bank.reached).toBe(3)

    clock.advance(31_000)
    const trial = Promise.withResolvers<BankResponse>()
    bank.says.push(trial.promise)
    const first = a.send()
    await expect.poll(() => bank.reached).toBe(4)
    expect(await b.send(), 'somebody tries already').toMatchObject({ fault: 'unreachable' })
    trial.resolve(ok)
    expect(await first).toBe(ok)
    expect([bank.reached, a.told, b.told]).toEqual([4, ['10:00:30', undefined], []])
    await b.standings.refresh()
    expect([b.paused(), b.heard]).toEqual([undefined, ['10:00:30', undefined]])
    expect(await database.kysely.selectFrom('bank_pause').selectAll().execute()).toEqual([])

    statements.length = 0
    for (const { send } of [a, b, a, b]) expect(await send()).toBe(ok)
    expect(statements, 'a bank that answers costs nothing').toEqual([])
  })

  it('stays so over a restart, for twice as long after a trial that failed; one that says nothing leaves the trial to others', async () => {
    const { a, b, bank, clock } = await installation()
    bank.says.push(away, away, away)
    for (let n = 0; n < 3; n += 1) await a.send()
    await b.standings.refresh()
    expect(b.paused()).toBe('10:00:30')
    clock.advance(30_000)
    bank.says.push(crowded, away)
    expect(await b.send()).toBe(crowded)
    await a.send()
    expect(a.told).toEqual(['10:00:30', '10:01:30'])
    await b.standings.refresh()
    expect(b.paused()).toBe('10:01:30')
  })

  it('is known to each by itself while the database can not be asked', async () => {
    const { a, bank, broken, reports, clock } = await installation()
    broken.now = true
    bank.says.push(away, away, away)
    for (let n = 0; n < 3; n += 1) await a.send()
    expect(a.paused()).toBe('10:00:30')
    clock.advance(31_000)
    expect(await a.send()).toBe(ok)
    expect([a.paused(), a.told, reports.length]).toEqual([undefined, ['10:00:30', undefined], 5])
  })

  it('is borne together: each process takes its share of what the bank takes', async () => {
    const { a, clock } = await installation(4)
    await a.standings.refresh()
    const waits: number[] = []
    const gate = createBankGate(
      { callsPerSecond: 4, burst: 4 },
      {
        now: () => clock.now(),
        wait: async (ms) => void waits.push(ms),
        processes: a.standings.processes,
      },
    )
    const http = gate.guard({ send: async () => ok })
    for (let n = 0; n < 4; n += 1) await http.send(request)
    expect(waits).toEqual([1000, 2000, 3000])
  })
})
