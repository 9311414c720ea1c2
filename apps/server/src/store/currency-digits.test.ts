import type { BankTransaction } from '@raccord/connector-kit'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from './database.ts'
import { readMigrations } from './migration-files.ts'

const migration = readMigrations().find(({ name }) => name === '0035_currency_digits')?.sql ?? ''
const in_ = (currency: string, minor: number, text: string, more: Partial<BankTransaction> = {}) =>
  entry('2026-05-20', minor, text, { amount: { minor, currency }, ...more })

describeEachDatabase('amounts stored before minor units followed ISO 4217', (open) => {
  let database: Database
  let world: SyncWorld
  let connectionId: number
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')

  const give = (account: string, ...entries: BankTransaction[]) => world.bank.transactions.set(account, entries)
  const balance = (minor: number, currency: string) => ({ type: 'closingBooked', amount: { minor, currency } })

  beforeAll(async () => {
    database = await open()
    world = await SyncWorld.create(database, clock)
    // What a release before would have made of 1234.56, -0.40 and 7.00 forints, of 1.234 dinars, of 20 euros.
    world.bank.accounts = [
      bankAccount('huf', { currency: 'HUF', iban: 'HU42117730161111101800000000', balances: [balance(5000, 'HUF')] }),
      bankAccount('eur', { balances: [balance(5000, 'EUR')] }),
    ]
    give(
      'huf',
      in_('HUF', 1235, 'Rent'),
      in_('HUF', 0, 'Interest'),
      in_('HUF', 7, 'Twin'),
      in_('HUF', 7, 'Twin'),
      in_('IQD', 1, 'Baghdad'),
    )
    give('eur', in_('EUR', 2000, 'Book', { original: { amount: { minor: 8000, currency: 'HUF' }, rate: '400' } }))
    const first = await world.connect()
    connectionId = first.connectionId
    await world.run(first.runId)
    await database.transaction((tx) => sql.raw(migration).execute(tx))
  })

  it('are scaled, those of other currencies left alone', async () => {
    const rows = await world.transactionRows()
    expect(rows.map(({ label, amount_minor }) => [label, amount_minor]).toSorted()).toEqual([
      ['Baghdad', 1000],
      ['Book', 2000],
      ['Interest', 0],
      ['Rent', 123500],
      ['Twin', 700],
      ['Twin', 700],
    ])
    expect(rows.find(({ label }) => label === 'Book')?.original).toEqual({
      amount: { minor: 800000, currency: 'HUF' },
      rate: '400',
    })
    const accounts = await world.accountRows(connectionId)
    expect(accounts.map(({ currency, balance_minor }) => [currency, balance_minor]).toSorted()).toEqual([
      ['EUR', 5000],
      ['HUF', 500000],
    ])
    expect(accounts.find(({ currency }) => currency === 'HUF')?.balances).toMatchObject([{ amount: { minor: 500000 } }])
    // To be read once more, from the beginning.
    expect(accounts.filter(({ history_at }) => history_at === null).map(({ currency }) => currency)).toEqual(['HUF'])
  })

  it('take the exact amount when the bank sends the entry again, and stay the same row', async () => {
    const before = await world.transactionRows()
    clock.advance(60_000)
    give(
      'huf',
      in_('HUF', 123456, 'Rent'),
      in_('HUF', -40, 'Interest'),
      in_('HUF', 710, 'Twin'),
      in_('HUF', 690, 'Twin'),
      in_('IQD', 1234, 'Baghdad'),
    )
    give('eur', in_('EUR', 2000, 'Book', { original: { amount: { minor: 800000, currency: 'HUF' }, rate: '400' } }))
    await world.run((await world.request(connectionId)).runId)
    const after = await world.transactionRows()
    expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
    expect(after.map(({ label, amount_minor }) => [label, amount_minor]).toSorted()).toEqual([
      ['Baghdad', 1234],
      ['Book', 2000],
      ['Interest', -40],
      ['Rent', 123456],
      ['Twin', 690],
      ['Twin', 710],
    ])
  })
})
