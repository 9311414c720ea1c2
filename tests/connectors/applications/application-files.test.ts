import { type ReadFile, readUploaded } from '@raccord/connector-files'
import { moneyToText } from '@raccord/connector-kit'
import { csvPresetNames, formats, type StatementAccount, type StatementEntry, writeFile } from '@raccord/formats'
import { describe, expect, it } from 'vitest'
import { type ApplicationFile, applicationFiles } from './exports.ts'

type FileSection = Extract<ReadFile, { kind: 'read' }>['sections'][number]

async function sectionsOf(
  file: { readonly name: string; readonly bytes: Uint8Array },
  currency?: string,
): Promise<readonly FileSection[]> {
  const [read, ...others] = await readUploaded(file, currency === undefined ? {} : { currency })
  expect(others).toEqual([])
  if (read?.kind !== 'read') throw new Error(`unclear: ${JSON.stringify(read)}`)
  return read.sections
}

const shown = (sections: readonly FileSection[]) =>
  Object.fromEntries(
    sections.map(({ account, transactions }) => [
      account.name ?? '',
      transactions.map(
        ({ bookingDate, amount, counterpartyName = '', remittance }) =>
          `${bookingDate} ${amount.minor} ${counterpartyName}|${remittance.join('/')}`,
      ),
    ]),
  )

it.each(applicationFiles.map((file) => [file.program, file] as const))('reads what %s writes', async (_, file) => {
  const sections = await sectionsOf(file, file.currency)
  expect(shown(sections)).toEqual(file.holds)
  for (const { transactions, skipped } of sections) {
    expect(skipped).toEqual([])
    expect(new Set(transactions.map(({ amount }) => amount.currency))).toEqual(new Set(['EUR']))
  }
})

it('knows the accounts of Firefly III by their IBAN, too', async () => {
  const file = applicationFiles.find(({ program }) => program === 'Firefly III')
  if (!file) throw new Error('no such file')
  const sections = await sectionsOf(file)
  expect(sections.map(({ account }) => account.iban)).toEqual(['NL91ABNA0417164300', 'NL20INGB0001234567'])
  expect(sections[0]?.transactions[0]).toMatchObject({ endToEndId: 'E2E-1' })
  expect(sections[0]?.transactions[3]).toMatchObject({ counterpartyIban: 'DE89370400440532013000' })
})

/** What each of our formats holds of an entry; `label`: the other party and the words, as far as it keeps them apart. */
const writers = [
  ['ofx 1', 'ofx', { ofxVersion: 1 }],
  ['ofx 2', 'ofx', { ofxVersion: 2 }],
  ['camt.053', 'xml', {}],
  ['qif', 'qif', {}],
  ...csvPresetNames.map((preset) => [`csv ${preset}`, 'csv', { preset }] as const),
] as const

function entryOf(
  { amount, bookingDate = '', ...one }: FileSection['transactions'][number],
  at: number,
): StatementEntry {
  const payee = one.counterpartyName
  return {
    ...{ id: `tx_${at + 1}`, pending: false, amount: moneyToText(amount.minor, amount.currency), currency: 'EUR' },
    ...{
      type: amount.minor < 0 ? 'DEBIT' : 'CREDIT',
      date: bookingDate,
      bookingDate,
      label: payee ?? one.remittance[0] ?? '',
    },
    ...{ payee, remittance: one.remittance, checkNumber: one.checkNumber, payeeIban: one.counterpartyIban },
  }
}

async function written(
  { account: { name = 'Account' }, transactions }: FileSection,
  format: 'ofx' | 'xml' | 'qif' | 'csv',
  more: object,
) {
  const account: StatementAccount = {
    ...{ id: 'acc_1', name, bank: 'Upload a statement', bankId: '9999999', number: '12345678901', currency: 'EUR' },
    ...{ iban: 'FR7630006000011234567890189', kind: 'checking' },
  }
  const options = {
    createdAt: '2026-03-31T08:00:00.000Z',
    accounts: 1,
    preset: 'spreadsheet',
    ofxVersion: 2,
    ...more,
  } as const
  const totals = { count: transactions.length, credit: '0', debit: '0', from: '2026-03-01', until: '2026-03-31' }
  let text = ''
  const section = { account, totals, entries: () => transactions.map(entryOf) }
  for await (const piece of writeFile(formats[format].writer(options), [section])) text += piece
  return { name: `x.${format}`, bytes: Buffer.from(text) }
}

/** Words as one text: formats cut and space them in ways of their own. */
const words = ({ counterpartyName = '', remittance }: FileSection['transactions'][number]) =>
  [...new Set([counterpartyName, ...remittance].join(' ').split(/\s+/).filter(Boolean))].toSorted()

describe.each(applicationFiles.map((file): [string, ApplicationFile] => [file.program, file]))('%s', (_, file) => {
  it.each(writers)('imported, exported as %s and imported again, is the same', async (_name, format, more) => {
    for (const section of await sectionsOf(file, file.currency)) {
      const exported = await written(section, format, more)
      const [again, ...others] = await sectionsOf(exported, 'EUR')
      expect(others).toEqual([])
      const facts = (one: FileSection['transactions'][number]) => [one.bookingDate, one.amount, one.status, words(one)]
      expect(again?.transactions.map(facts)).toEqual(section.transactions.map(facts))
      // And from there on nothing changes any more, to the letter.
      if (!again) throw new Error('nothing was read')
      const [third] = await sectionsOf(await written(again, format, more), 'EUR')
      const all = ({ raw: _raw, ...one }: FileSection['transactions'][number]) => one
      expect(third?.transactions.map(all)).toEqual(again.transactions.map(all))
    }
  })
})

it('refuses what has both sides of each booking, and says how to export it', async () => {
  const header =
    'Date,Transaction ID,Number,Description,Notes,Commodity/Currency,Void Reason,Action,Memo,Full Account Name,Account Name,Amount With Sym,Amount Num.,Value With Sym,Value Num.,Reconcile,Reconcile Date,Rate/Price'
  const text = `${header}\n01/03/2026,a1,,Shop,,CURRENCY::EUR,,,,Assets:Bank,Bank,"-5,00 €","-5,00","-5,00 €","-5,00",n,,1\n,,,,,,,,,Expenses,Expenses,"5,00 €","5,00","5,00 €","5,00",n,,1\n`
  await expect(readUploaded({ name: 'x.csv', bytes: Buffer.from(text) })).rejects.toThrow(/Simple Layout/)
})

it('asks where nobody can know the order of days, and reads it once that is said', async () => {
  const header =
    '"Account","Flag","Date","Payee","Category Group/Category","Category Group","Category","Memo","Outflow","Inflow","Cleared"'
  const row = (day: string, memo: string) =>
    `"Checking","","${day}","Shop","","","","${memo}","$1.50","$0.00","Cleared"`
  const bytes = Buffer.from([header, row('02/03/2026', 'Split (1/2)'), row('02/03/2026', 'Split (2/2)')].join('\n'))
  const [asked] = await readUploaded({ name: 'r.csv', bytes }, { currency: 'USD' })
  expect(asked).toMatchObject({ kind: 'unclear', format: 'csv' })
  const [said] = await readUploaded({ name: 'r.csv', bytes }, { currency: 'USD', dayOrder: 'mdy' })
  expect(said).toMatchObject({
    sections: [{ transactions: [{ bookingDate: '2026-02-03', amount: { minor: -300, currency: 'USD' } }] }],
  })
})
