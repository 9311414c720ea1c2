import { zstdDecompressSync } from 'node:zlib'
import type { BankTransaction } from '@raccord/connector-kit'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Database } from '../database.ts'

describeEachDatabase('stored transactions', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  let connectionId: number
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a')]
    connectionId = 0
  })

  /** A synchronisation in which the bank gives these entries. */
  const read = async (...entries: BankTransaction[]) => {
    clock.advance(60_000)
    world.bank.transactions.set('a', entries)
    if (connectionId === 0) {
      const first = await world.connect()
      connectionId = first.connectionId
      await world.run(first.runId)
    } else await world.run((await world.request(connectionId)).runId)
    return world.transactionRows()
  }
  const rawPages = async () => {
    const [account] = await world.accountRows(connectionId)
    return database.kysely
      .selectFrom('raw_page')
      .selectAll()
      .where('account_id', '=', account!.id)
      .orderBy('id')
      .execute()
  }

  it('keep everything that the bank said, and the entry itself, sealed', async () => {
    const full = entry('2026-05-30', -1_393, 'Facture 7', {
      bankId: 'T1',
      entryReference: 'E1',
      valueDate: '2026-05-31',
      transactionDate: '2026-05-29',
      counterpartyName: 'Sunny AG',
      counterpartyIban: 'DE40100100103307118608',
      creditorId: 'FR41510118000',
      mandateId: 'M-4',
      endToEndId: 'E2E',
      bankTransactionCode: 'PMNT-RDDT-ESDD',
      checkNumber: '12',
      original: { amount: { minor: -1_500, currency: 'USD' }, rate: '1.0768' },
      remittance: ['Facture 7', 'ligne 2'],
      raw: '{"secret":"entry as sent"}',
    })
    const [row] = await read(full)
    expect(row).toMatchObject({
      status: 'BOOKED',
      amount_minor: -1_393,
      type: 'DIRECT_DEBIT',
      label: 'Sunny AG - Facture 7',
      remittance: ['Facture 7', 'ligne 2'],
      date: '2026-05-30',
      booking_date: '2026-05-30',
      value_date: '2026-05-31',
      transaction_date: '2026-05-29',
      bank_id: 'T1',
      entry_reference: 'E1',
      counterparty_name: 'Sunny AG',
      counterparty_iban: 'DE40100100103307118608',
      creditor_id: 'FR41510118000',
      mandate_id: 'M-4',
      end_to_end_id: 'E2E',
      bank_code: 'PMNT-RDDT-ESDD',
      check_number: '12',
      original: { amount: { minor: -1_500, currency: 'USD' }, rate: '1.0768' },
      raw_index: 0,
    })
    const [page] = await rawPages()
    expect(page).toMatchObject({ id: row?.raw_page_id, entries: 1 })
    expect(Buffer.from(page!.sealed).includes('entry as sent')).toBe(false)
    const opened = world.vault.for('raw-entries').open(page!.sealed, `raw:${row!.account_id}`)
    expect(JSON.parse(zstdDecompressSync(opened).toString())).toEqual([full.raw])
  })

  it('read again unchanged: not a row is touched, no page is added', async () => {
    const before = await read(entry('2026-05-30', -1, 'A'), entry('2026-05-30', -1, 'A'))
    expect(await read(entry('2026-05-30', -1, 'A'), entry('2026-05-30', -1, 'A'))).toEqual(before)
    expect(await rawPages()).toHaveLength(1)
  })

  it('changed by the bank: updated in place, with a new date of update', async () => {
    const [before] = await read(entry('2026-05-30', -1, 'A'))
    const [after] = await read(entry('2026-05-30', -1, 'A', { valueDate: '2026-06-01', bankId: 'x' }))
    expect(after).toMatchObject({
      id: before?.id,
      imported_at: before?.imported_at,
      value_date: '2026-06-01',
      bank_id: 'x',
    })
    expect(after?.updated_at).toEqual(clock.now())
    expect(await rawPages()).toHaveLength(2)
  })

  it('one change in an overlap keeps one entry as sent, not the overlap again', async () => {
    world.bank.pageSize = 100
    const many = Array.from({ length: 40 }, (_, n) => entry('2026-05-30', -n - 1, `SHOP ${n}`))
    await read(...many)
    const [first] = await rawPages()
    expect(first).toMatchObject({ entries: 40 })
    const edited = entry('2026-05-30', -8, 'SHOP 7', { valueDate: '2026-06-01', raw: '"edited"' })
    const added = entry('2026-05-31', -99, 'NEW', { raw: '"added"' })
    const rows = await read(...many.with(7, edited), added)
    const [kept, page, ...more] = await rawPages()
    expect([kept, more]).toEqual([first, []])
    expect(page).toMatchObject({ entries: 2 })
    const opened = world.vault.for('raw-entries').open(page!.sealed, `raw:${page!.account_id}`)
    expect(JSON.parse(zstdDecompressSync(opened).toString())).toEqual(['"edited"', '"added"'])
    const there = rows.filter((row) => row.raw_page_id === page!.id)
    expect(there.map((row) => [row.remittance[0], row.raw_index])).toEqual([
      ['SHOP 7', 0],
      ['NEW', 1],
    ])
  })

  it('new ids of the session for a whole overlap keep no page', async () => {
    world.bank.pageSize = 100
    const named = (session: string) =>
      Array.from({ length: 6 }, (_, n) => entry('2026-05-30', -n - 1, `SHOP ${n}`, { bankId: `${session}${n}` }))
    const before = await read(...named('a'))
    const after = await read(...named('b'))
    expect(after.map((row) => row.bank_id)).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5'])
    expect(after.map((row) => [row.raw_page_id, row.raw_index])).toEqual(
      before.map((row) => [row.raw_page_id, row.raw_index]),
    )
    expect(await rawPages()).toHaveLength(1)
  })

  it('a new id of the session alone is kept, but is no news', async () => {
    const [before] = await read(entry('2026-05-30', -1, 'A', { bankId: 's1' }))
    const [after] = await read(entry('2026-05-30', -1, 'A', { bankId: 's2' }))
    expect(after).toMatchObject({ id: before?.id, bank_id: 's2', updated_at: before?.updated_at })
  })

  it('pending, then booked: one id, one row, once new', async () => {
    const [pending] = await read(entry('2026-05-31', -1_393, 'AUCHAN', { status: 'PENDING' }))
    const { bookingDate: _, ...undated } = entry('', -500, 'FNAC', { status: 'PENDING' })
    const [, fnac] = await read(entry('2026-05-31', -1_393, 'AUCHAN', { status: 'PENDING' }), undated)
    expect(fnac).toMatchObject({ status: 'PENDING', date: '2026-06-01' })
    const rows = await read(entry('2026-06-01', -1_393, 'CARTE AUCHAN PARIS'), undated)
    expect(rows).toMatchObject([
      { id: pending?.id, status: 'BOOKED', imported_at: pending?.imported_at, updated_at: clock.now() },
      { id: fnac?.id, status: 'PENDING', updated_at: fnac?.updated_at },
    ])
    clock.advance(3 * 24 * 3_600_000)
    expect((await read(undated))[1]).toEqual(rows[1])
    expect((await read()).map(({ status }) => status)).toEqual(['BOOKED', 'EXPIRED'])
  })

  it('whatever characters a bank sends', async () => {
    const odd = 'nul\u0000 half\ud800 \\u0000 quote"\' emoji😀 \u2028'
    const [row] = await read(entry('2026-05-30', -1, odd, { counterpartyName: odd }))
    expect(row?.remittance).toEqual(['nul half\ufffd \\u0000 quote"\' emoji😀 \u2028'])
    expect(await read(entry('2026-05-30', -1, odd, { counterpartyName: odd }))).toEqual([row])
  })
})
