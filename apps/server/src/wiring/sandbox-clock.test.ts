import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { openSandboxClock } from './sandbox-clock.ts'

const day = 86_400_000

describeEachDatabase('the sandbox’s clock', (open) => {
  let database: Database
  let bank: Server
  let status = 200
  const told: string[] = []
  const events: string[] = []
  beforeAll(async () => {
    database = await open()
    bank = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        told.push(`${request.method} ${request.url} ${body}`)
        events.push('bank')
        response.writeHead(status).end('{}')
      })
    })
    await new Promise<void>((listening) => bank.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => new Promise((closed) => bank.close(closed)))

  const start = async (clock: AdjustableClock, testBankUrl: string | undefined, warnings: string[] = []) =>
    openSandboxClock({
      clock,
      database,
      queue: {
        ready: async () => {},
        clockAdvanced: async (ms) => void events.push(`jobs ${ms}`),
      },
      testBankUrl,
      warn: (message) => void warnings.push(message),
    })
  const address = () => `http://127.0.0.1:${(bank.address() as AddressInfo).port}`

  it('moves on, the bank first and then the jobs, and stays there after a restart', async () => {
    const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    const lever = await start(clock, address())
    expect(told).toEqual([])
    expect(await lever.advance(day)).toEqual({ now: new Date('2026-06-02T10:00:00Z'), testBank: 'moved' })
    expect(await lever.advance(day)).toMatchObject({ now: new Date('2026-06-03T10:00:00Z') })
    expect(told).toEqual([
      'POST /control/clock {"now":"2026-06-02T10:00:00.000Z"}',
      'POST /control/clock {"now":"2026-06-03T10:00:00.000Z"}',
    ])
    expect(events).toEqual(['bank', `jobs ${day}`, 'bank', `jobs ${day}`])

    const later = AdjustableClock.fixed('2026-06-01T11:00:00Z')
    await start(later, address())
    expect(later.now()).toEqual(new Date('2026-06-03T11:00:00Z'))
    // A bank that was started anew as well hears where time stands.
    await expect.poll(() => told.at(-1)).toBe('POST /control/clock {"now":"2026-06-03T11:00:00.000Z"}')
  })

  it('says where the bank did not follow, and moves all the same', async () => {
    const warnings: string[] = []
    status = 404
    const lever = await start(AdjustableClock.fixed('2026-06-01T10:00:00Z'), address(), warnings)
    expect(await lever.advance(1000)).toMatchObject({ testBank: 'not_moved' })
    expect(warnings.join()).toContain('RACCORD_TESTBANK_CONTROL=1')
    const alone = await start(AdjustableClock.fixed('2026-06-01T10:00:00Z'), undefined)
    expect(await alone.advance(1000)).toMatchObject({ testBank: 'not_moved' })
  })
})
