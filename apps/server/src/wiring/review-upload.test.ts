import { expect, it } from 'vitest'
import { fileIban, statementFile } from '../../../../tests/support/statement-files.ts'
import { nothingSaid, type ReviewContext, readKept, reviewUpload, type SaidOfFile, saying } from './review-upload.ts'

const nobody: ReviewContext = { remembered: () => undefined, here: [], elsewhere: [] }
const file = (text: string, name = 'a.csv') => ({ name, bytes: Buffer.from(text) })
const csv = file('Datum;Verwendungszweck;Betrag\n03.03.2026;Strom;-88,00\n14.03.2026;Gehalt;2.480,15\n')
const first = async (said: SaidOfFile, context = nobody) => (await reviewUpload(csv, said, context)).parts

it('a table is shown as it was guessed, also where nothing is a doubt, and read as it was said', async () => {
  const asked = await first(nothingSaid)
  expect(asked).toMatchObject([
    { kind: 'columns', columns: { columns: ['date', 'description', 'amount'] }, doubts: [] },
  ])
  const told = { do: 'file_columns', part: 0, decimal: ',', dayOrder: 'dmy' } as const
  const bad = saying(nothingSaid, { ...told, columns: ['date', 'date', 'amount'] }, asked)
  expect(await first(bad ?? nothingSaid)).toMatchObject([{ kind: 'columns', refused: true }])
  const good = saying(bad ?? nothingSaid, { ...told, columns: ['date', 'description', 'amount'] }, asked) ?? nothingSaid
  const whose = await first(good)
  expect(whose).toMatchObject([{ kind: 'account', onlyCurrency: false }])
  const slip = saying(good, { do: 'file_account', part: 0, number: 'FR7630006000011234567890188', currency: '' }, whose)
  expect(await first(slip ?? good)).toMatchObject([{ kind: 'account', refused: 'number' }])
  const noCurrency = saying(good, { do: 'file_account', part: 0, number: fileIban, currency: '' }, whose) ?? good
  expect(await first(noCurrency)).toMatchObject([{ kind: 'account', refused: 'currency' }])
  const all = saying(
    good,
    { do: 'file_account', part: 0, number: ` ${fileIban.toLowerCase()}`, currency: 'eur' },
    whose,
  )
  expect(await first(all ?? good)).toMatchObject([
    { kind: 'read', holds: [{ entries: 2, unread: 0, from: '2026-03-03', to: '2026-03-14', account: '•••• 0189' }] },
  ])
})

it('the only account that there is is never guessed to be that of a file which names none', async () => {
  const known = { ...{ id: 1, identityKey: 'k', definitionId: '999999900', bankId: 'b', resource: 'account' as const } }
  const account = {
    ...known,
    name: 'Konto',
    number: fileIban,
    iban: fileIban,
    currency: 'EUR',
    type: 'CHECKINGS' as const,
  }
  const here = [{ ...account, status: 'ACTIVE' as const, shared: true }]
  const columns = {
    separator: ';',
    skipRows: 1,
    decimal: ',',
    dayOrder: 'dmy',
    columns: ['date', 'description', 'amount'],
  } as const
  const context = { ...nobody, here, remembered: () => columns }
  const whose = await first(nothingSaid, context)
  expect(whose).toMatchObject([{ kind: 'account' }])
  // Said to be that one, its currency is known.
  const said = saying(nothingSaid, { do: 'file_account', part: 0, number: fileIban, currency: '' }, whose)
  expect(await first(said ?? nothingSaid, context)).toMatchObject([{ kind: 'read' }])
})

it('what names its account asks nothing; what is no statement is told as that', async () => {
  const ofx = await statementFile('ofx', ['2026-03-02 -4.20 CAFE'])
  expect((await reviewUpload(ofx, nothingSaid, nobody)).parts).toMatchObject([
    { kind: 'read', holds: [{ entries: 1 }] },
  ])
  for (const bytes of [
    Buffer.from([137, 80, 78, 71, 0, 1]),
    Buffer.from('hello'),
    Buffer.alloc(0),
    Buffer.from('PK\u0003\u0004broken'),
  ])
    expect(await reviewUpload({ name: 'x', bytes }, nothingSaid, nobody)).toMatchObject({
      fault: 'file_unreadable',
      parts: [],
    })
})

it('an answer to what was not asked is none', async () => {
  const asked = await first(nothingSaid)
  expect(saying(nothingSaid, { do: 'file_order', part: 0, dayOrder: 'dmy', decimal: '.' }, asked)).toBeUndefined()
  expect(saying(nothingSaid, { do: 'file_account', part: 7, number: fileIban, currency: 'EUR' }, asked)).toBeUndefined()
})

it('QIF whose amounts can be two things is asked for, then read as it was said', async () => {
  const qif = { name: 'a.qif', bytes: Buffer.from('!Type:Bank\nD2026-03-01\nT-1.234\n^\n') }
  const { parts } = await reviewUpload(qif, nothingSaid, nobody)
  expect(parts).toEqual([{ name: 'a.qif', kind: 'day_order', orders: ['ymd'], decimals: ['.', ','] }])
  // Sent without a choice: it is said so, and nothing is taken.
  const open = saying(nothingSaid, { do: 'file_order', part: 0, dayOrder: 'ymd', decimal: '' }, parts) ?? nothingSaid
  expect(open).toEqual({ ...nothingSaid, badWriting: 0 })
  expect((await reviewUpload(qif, open, nobody)).parts).toMatchObject([{ kind: 'day_order', refused: true }])
  const said = saying(open, { do: 'file_order', part: 0, dayOrder: 'ymd', decimal: ',' }, parts)
  expect(said).not.toHaveProperty('badWriting')
  expect(said).toMatchObject({ dayOrder: 'ymd', decimal: ',' })
  const [read] = await readKept(qif, said ?? nothingSaid, nobody)
  expect(read?.kind === 'read' && read.sections[0]?.transactions[0]?.amount.minor).toBe(-123_400)
})

it('a table in two currencies is one account in each, named once', async () => {
  const text = 'Date,Amount,Currency,Text\n2026-03-01,-1.00,EUR,a\n2026-03-02,-2.00,USD,b\n2026-03-03,-3.00,EUR,c\n'
  const file = { name: 'a.csv', bytes: Buffer.from(text) }
  const [asked] = (await reviewUpload(file, nothingSaid, nobody)).parts
  if (asked?.kind !== 'columns') throw new Error('not asked')
  const said = { ...nothingSaid, columns: { [asked.shape]: asked.columns }, accounts: { 0: { iban: fileIban } } }
  expect((await reviewUpload(file, said, nobody)).parts).toMatchObject([
    { kind: 'read', holds: [{ entries: 2 }, { entries: 1 }] },
  ])
})
