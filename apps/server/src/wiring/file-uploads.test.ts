import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { fileIban, statementFile } from '../../../../tests/support/statement-files.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { UploadOrder } from '../files/file-uploads.ts'
import type { Database } from '../store/database.ts'
import { createFileUploads } from './file-uploads.ts'

const first = ['2026-03-02 -4.20 CAFE DU PORT', '2026-03-02 -4.20 CAFE DU PORT', '2026-03-03 1200.00 ACME PAYROLL']
const second = ['2026-03-03 1200.00 ACME PAYROLL', '2026-03-05 -31.90 LIBRAIRIE DES QUAIS']
const both = ['2026-03-02 -420', '2026-03-02 -420', '2026-03-03 120000', '2026-03-05 -3190']

describeEachDatabase('uploaded statements', (open) => {
  let database: Database
  let world: SyncWorld
  let connectionId: number
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, AdjustableClock.fixed('2026-03-10T10:00:00Z'))
    connectionId = (await createFileUploads(world.deps).create({ userId: world.userId })) ?? 0
  })
  const upload = (files: UploadOrder['files'], more: Partial<UploadOrder> = {}) =>
    createFileUploads(world.deps).upload({ userId: world.userId, connectionId, files, account: {}, ...more })
  const stored = async () =>
    (await world.transactionRows()).map((row) => `${row.booking_date} ${row.amount_minor}`).toSorted()
  const statuses = async () => new Set((await world.transactionRows()).map(({ status }) => status))

  it('make an account and its entries; the same file again changes nothing', async () => {
    const file = await statementFile('ofx', first)
    const answer = await upload([file])
    expect(answer).toMatchObject({
      files: [{ kind: 'imported', format: 'ofx', accounts: [{ received: 3, inserted: 3 }] }],
    })
    const [account, ...others] = await world.accountRows(connectionId)
    expect(others).toEqual([])
    expect(account).toMatchObject({ iban: fileIban, currency: 'EUR', type: 'CHECKINGS', balance_minor: 83_450 })
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
    const before = await world.transactionRows()
    expect(await upload([file])).toMatchObject({ files: [{ accounts: [{ received: 3, inserted: 0 }] }] })
    expect(await world.transactionRows()).toEqual(before)
  })

  it.each([
    ['ofx', 'xml'],
    ['xml', 'csv'],
    ['csv', 'ofx'],
    ['qif', 'xml'],
    ['ofx', 'qif'],
  ] as const)('that overlap double nothing, %s before %s', async (one, other) => {
    const account = { iban: fileIban, currency: 'EUR' }
    await upload([await statementFile(one, first)], { account })
    const ids = (await world.transactionRows()).map(({ id }) => id)
    const files = [await statementFile(other, [...first.slice(0, 2), ...second]), await statementFile(one, second)]
    await upload(files, { account })
    expect(await stored()).toEqual(both)
    expect(await statuses()).toEqual(new Set(['BOOKED']))
    // What was there kept its ids.
    expect((await world.transactionRows()).slice(0, 3).map(({ id }) => id)).toEqual(ids)
  })

  it('are met by the bank that is connected later, in the same account, under the same ids', async () => {
    await upload([await statementFile('csv', first)])
    const [account] = await world.accountRows(connectionId)
    const ids = (await world.transactionRows()).map(({ id }) => id)
    world.bank.accounts = [bankAccount('a', { iban: fileIban })]
    world.bank.transactions.set('a', [
      entry('2026-03-05', -3190, 'CARTE 04/03 LIBRAIRIE DES QUAIS'),
      entry('2026-03-03', 120_000, 'VIR SEPA SALAIRE MARS'),
      entry('2026-03-02', -420, 'CB CAFE DU PORT 4242'),
      entry('2026-03-02', -420, 'CB CAFE DU PORT 4242'),
      entry('2026-02-01', -999, 'OLDER THAN ANY FILE'),
    ])
    const bank = await world.connect()
    await world.run(bank.runId)
    expect(await world.accountRows(connectionId)).toEqual([])
    expect((await world.accountRows(bank.connectionId)).map(({ id, status }) => [id, status])).toEqual([
      [account?.id, 'ACTIVE'],
    ])
    expect(await stored()).toEqual(['2026-02-01 -999', ...both])
    expect(await statuses()).toEqual(new Set(['BOOKED']))
    expect((await world.transactionRows()).slice(0, 3).map(({ id }) => id)).toEqual(ids)
    // And the next file, into either connection, finds it there.
    await upload([await statementFile('ofx', [...first, ...second.slice(1)])])
    await upload([await statementFile('qif', first)], { connectionId: bank.connectionId, account: { iban: fileIban } })
    await world.run((await world.request(bank.connectionId)).runId)
    expect(await stored()).toEqual(['2026-02-01 -999', ...both])
    expect(await statuses()).toEqual(new Set(['BOOKED']))
    expect(await world.accountRows(connectionId)).toEqual([])
  })

  it('of an account that the bank of a connection does not have are refused there', async () => {
    world.bank.accounts = [bankAccount('a', { iban: 'DE89370400440532013000' })]
    const bank = await world.connect()
    await world.run(bank.runId)
    const answer = await upload([await statementFile('ofx', first)], { connectionId: bank.connectionId })
    expect(answer).toMatchObject({ kind: 'file_account_missing', file: 0 })
    expect(await stored()).toEqual([])
  })

  it('store nothing of any file where one can’t be read, or names no account', async () => {
    const good = await statementFile('ofx', first)
    const broken = { name: 'x.pdf', bytes: Buffer.from('%PDF-1.7 nothing of ours') }
    expect(await upload([good, broken])).toMatchObject({ kind: 'file_unreadable', file: 1 })
    expect(await upload([good, await statementFile('qif', second)], { connectionId: 1 })).toMatchObject({
      kind: 'refused',
    })
    expect(await upload([await statementFile('qif', second)])).toMatchObject({ kind: 'file_account_unclear', file: 0 })
    expect(await stored()).toEqual([])
    expect(await world.accountRows(connectionId)).toEqual([])
  })

  it('of several currencies are of one account in each, which is named once', async () => {
    const text = 'Date,Amount,Currency,Text\n2026-03-21,-1.00,EUR,a\n2026-03-22,-2.00,USD,b\n2026-03-23,-3.00,EUR,c\n'
    const files = [{ name: 'a.csv', bytes: Buffer.from(text) }]
    expect(await upload(files, { account: { iban: fileIban } })).toMatchObject({
      kind: 'done',
      files: [{ accounts: [{ inserted: 2 }, { inserted: 1 }] }],
    })
    const accounts = await world.accountRows(connectionId)
    expect(accounts.map(({ currency }) => currency).toSorted()).toEqual(['EUR', 'USD'])
  })

  it('keep how a CSV file is read, once somebody said it', async () => {
    const text = (rows: string) => ({ name: 'b.csv', bytes: Buffer.from(`When;What;How much\n${rows}`) })
    const account = { iban: fileIban, currency: 'EUR' }
    const asked = await upload([text('01/02/2026;CAFE;-1,50\n02/02/2026;TABAC;-2,50\n')], { account })
    expect(asked).toMatchObject({ files: [{ kind: 'unclear', doubts: ['columns', 'day_order'] }] })
    expect(await stored()).toEqual([])
    const columns = { separator: ';', skipRows: 1, decimal: ',', dayOrder: 'mdy' } as const
    const said = { ...columns, columns: ['date', 'description', 'amount'] } as const
    await upload([text('01/02/2026;CAFE;-1,50\n02/02/2026;TABAC;-2,50\n')], { account, columns: said })
    await upload([text('03/02/2026;CAFE;-1,60\n')], { account })
    expect(await stored()).toEqual(['2026-01-02 -150', '2026-02-02 -250', '2026-03-02 -160'])
  })
})
