import { expect, it } from 'vitest'
import { ChangeReader, tableState } from '../../../../tests/support/change-reader.ts'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { RandomBooks, randomFrom } from '../../../../tests/support/random-books.ts'
import { bankAccount, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { dayOf } from '../transactions/day.ts'

/** RACCORD_HISTORY_RUNS=50 tries as many histories that nobody chose. */
const runs = Number(process.env['RACCORD_HISTORY_RUNS'] ?? 0)
const seeds = runs > 0 ? Array.from({ length: runs }, () => Math.floor(Math.random() * 1e9)) : [20_261_130]
const days = 400

describeEachDatabase('four hundred days of a bank', (open) => {
  it.for(seeds)('end with its books, each entry once, and a feed that replays to them: seed %i', async (seed) => {
    const database = await open()
    const clock = AdjustableClock.fixed('2026-01-01T10:00:00Z')
    const world = await SyncWorld.create(database, clock)
    const random = randomFrom(seed)
    const books = new RandomBooks(random)
    const chance = (of: number) => random() < of
    const follower = new ChangeReader(database, world.userId)
    let connectionId: number | undefined
    let session = 0

    const read = async (cut: boolean) => {
      const today = dayOf(clock.now())
      const { entries, balance } = books.answer(today, session++)
      const { bank } = world
      const told = { type: 'closingBooked', amount: { minor: balance, currency: 'EUR' }, day: today }
      bank.accounts = [bankAccount('a', { balances: [told] })]
      bank.transactions.set('a', entries)
      bank.pageSize = 1 + Math.floor(random() * 40)
      // Only ids say that what comes twice is one.
      bank.overlap = books.ids === 'none' ? 0 : Math.floor((random() * bank.pageSize) / 2)
      if (cut) bank.pageFaults.push({ page: Math.floor(random() * 3), failed: fault('bank_limit_reached') })
      if (connectionId === undefined) {
        const first = await world.connect()
        connectionId = first.connectionId
        await world.run(first.runId)
      } else await world.run((await world.request(connectionId)).runId)
      bank.pageFaults.length = 0
    }

    let away = 0
    for (let n = 0; n < days; n++) {
      clock.advance(86_400_000)
      books.day(dayOf(clock.now()))
      if (away > 0) away--
      else if (chance(0.02)) away = Math.floor(random() * 40)
      else if (chance(0.6)) await read(chance(0.1))
      if (chance(0.05)) await follower.readAll(1 + Math.floor(random() * 30))
    }
    clock.advance(86_400_000)
    books.write(dayOf(clock.now()))
    await read(false)

    const rows = await world.transactionRows()
    const stored = (status: string) => rows.filter((row) => row.status === status)
    const line = (day: string, minor: number, text: string) => `${day} ${minor} ${text}`
    expect(
      stored('BOOKED')
        .map((row) => line(row.date, row.amount_minor, row.remittance.join(' ')))
        .toSorted(),
    ).toEqual(
      books
        .booked()
        .map(({ day, minor, text }) => line(day, minor, text))
        .toSorted(),
    )
    expect(
      stored('PENDING')
        .map((row) => `${row.amount_minor} ${row.remittance.join(' ')}`)
        .toSorted(),
    ).toEqual(
      books
        .announced()
        .map(({ minor, text }) => `${minor} ${text}`)
        .toSorted(),
    )
    expect(rows.filter(({ origin }) => origin === 'UPCOMING')).toEqual([])
    const [account] = await world.accountRows(connectionId!)
    expect(account).toMatchObject({ books_gap: null, books_agreed: dayOf(clock.now()) })

    await follower.readAll(7)
    expect(follower.state()).toEqual(await tableState(database, world.userId))
    const late = new ChangeReader(database, world.userId)
    await late.readAll(50)
    expect(late.state()).toEqual(follower.state())
  })
})
