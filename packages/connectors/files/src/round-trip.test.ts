import { moneyToText } from '@raccord/connector-kit'
import { formats, type StatementAccount, type StatementEntry, writeFile } from '@raccord/formats'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ReadFile, readUploaded } from './read-uploaded.ts'

const account: StatementAccount = {
  ...{ id: 'acc_1042', name: 'Current', bank: 'Banque du Port & Fils', bankId: '2041', number: '00012345678' },
  ...{ iban: 'FR7630006000011234567890189', currency: 'EUR', kind: 'checking' },
  balance: { amount: '1834.50', at: '2026-11-29T18:00:00.000Z' },
}
// No apostrophe: before a sign it is what guards a cell from being calculated, and taken off again.
const word = fc.stringMatching(/^[A-Za-zéüß<&">;,=+@-]{1,8}$/)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))
const entries = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
    minor: fc.integer({ min: -2_000_000, max: 2_000_000 }).filter((minor) => minor !== 0),
    payee: words,
    line: words,
  }),
  { minLength: 1, maxLength: 12 },
)

type Drawn = { day: string; minor: number; payee: string; line: string }
const entryOf = ({ day, minor, payee, line }: Drawn, at: number): StatementEntry => ({
  ...{ id: `tx_${at + 1}`, pending: false, amount: moneyToText(minor, 'EUR'), currency: 'EUR' },
  ...{ type: minor < 0 ? 'DEBIT' : 'CREDIT', date: day, bookingDate: day, label: payee, payee, remittance: [line] },
})

type Format = 'ofx' | 'qif' | 'csv' | 'xml'

const written = (format: Format, drawn: readonly Drawn[], ofxVersion: 1 | 2 = 2) =>
  fileOf(format, drawn.map(entryOf), ofxVersion)

async function fileOf(format: Format, all: readonly StatementEntry[], ofxVersion: 1 | 2 = 2) {
  const options = { createdAt: '2026-11-30T08:15:30.123Z', accounts: 1, preset: 'spreadsheet', ofxVersion } as const
  const totals = { count: all.length, credit: '0', debit: '0', from: '2026-11-01', until: '2026-11-29' }
  let text = ''
  const section = { account, totals, entries: () => all }
  for await (const piece of writeFile(formats[format].writer(options), [section])) text += piece
  return { name: `a.${format}`, bytes: Buffer.from(text) }
}

function contentOf([file, ...others]: readonly ReadFile[]) {
  expect(others).toEqual([])
  if (file?.kind !== 'read') return file
  expect(file.sections).toHaveLength(1)
  return file.sections[0]?.transactions.map(({ amount, bookingDate, status }) => [
    bookingDate,
    amount.minor,
    amount.currency,
    status,
  ])
}

const told = (drawn: readonly Drawn[], currency = 'EUR') =>
  drawn.map(({ day, minor }) => [day, minor, currency, 'BOOKED'])

it.each([
  ['ofx', 2],
  ['ofx', 1],
  ['xml', 2],
  ['csv', 2],
] as const)('reads what our own %s (%s) says', async (format, version) => {
  await fc.assert(
    fc.asyncProperty(entries, async (drawn) => {
      const read = await readUploaded(await written(format, drawn, version))
      expect(contentOf(read)).toEqual(told(drawn))
      const [file] = read
      if (file?.kind !== 'read') throw new Error('unread')
      const [section] = file.sections
      expect(section?.account).toMatchObject({ iban: account.iban, currency: 'EUR' })
      // Nothing of the words is lost but how they are cut and spaced.
      for (const [at, { counterpartyName = '' }] of (section?.transactions ?? []).entries())
        expect(counterpartyName.startsWith(drawn[at]?.payee.trim().slice(0, 32).trimEnd() ?? '?')).toBe(true)
    }),
    { numRuns: 40 },
  )
})

it('reads what our own QIF says, which knows no account and no currency', async () => {
  await fc.assert(
    fc.asyncProperty(entries, async (drawn) => {
      const read = await readUploaded(await written('qif', drawn), { currency: 'EUR' })
      expect(contentOf(read)).toEqual(told(drawn))
    }),
    { numRuns: 40 },
  )
})

/** What was read, as it would be written again. */
function again({ sections: [section] }: Extract<ReadFile, { kind: 'read' }>): StatementEntry[] {
  return (section?.transactions ?? []).map(
    ({ amount, bookingDate = '', counterpartyName = '', remittance = [] }, at) => ({
      ...{ id: `tx_${at + 1}`, pending: false, amount: moneyToText(amount.minor, amount.currency), currency: 'EUR' },
      ...{ type: amount.minor < 0 ? 'DEBIT' : 'CREDIT', date: bookingDate, bookingDate },
      ...{ label: counterpartyName || (remittance[0] ?? ''), payee: counterpartyName, remittance },
    }),
  )
}

const known = ({ sections: [section] }: Extract<ReadFile, { kind: 'read' }>) =>
  section?.transactions.map(({ amount, bookingDate, counterpartyName, remittance }) => ({
    ...{ amount, bookingDate, counterpartyName, remittance },
  }))

it.each(['ofx', 'xml', 'csv', 'qif'] as const)(
  '%s: imported, exported and imported again, nothing has changed',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(entries, async (drawn) => {
        const [once] = await readUploaded(await written(format, drawn), { currency: 'EUR' })
        if (once?.kind !== 'read') throw new Error('unread')
        const [twice] = await readUploaded(await fileOf(format, again(once)), { currency: 'EUR' })
        if (twice?.kind !== 'read') throw new Error('unread')
        expect(known(twice)).toEqual(known(once))
      }),
      { numRuns: 40 },
    )
  },
)

it('answers any bytes with a value or a FileError, and within its bounds', async () => {
  const heads = [
    '',
    '<OFX>',
    '!Type:Bank\n',
    'Date;Amount\n01/02/2026;1,00\n',
    ':20:X\r\n:61:',
    '<Document>',
    'Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared\nA,2026-01-01,P,(SPLIT INTO 2),,0,-5,Cleared\n',
    'Account,Flag,Date,Payee,Memo,Outflow,Inflow,Cleared\nA,,30/01/2026,P,Split (1/2),9007199254740991,0,x\n',
    'journal_id,group_id,group_title,type,amount,currency_code,date,source_name,source_type,destination_name,destination_type\n1,1,T,Transfer,5.00,EUR,2026-01-01,A,Asset account,B,Loan\n',
    'PK\u0003\u0004',
    '\u001f\u008b',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, tail) => {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail])
      const answer = await readUploaded({ name: 'x', bytes }).catch((error: unknown) => error)
      if (!Array.isArray(answer)) expect(answer).toMatchObject({ name: 'FileError' })
    }),
    { numRuns: 300 },
  )
})
