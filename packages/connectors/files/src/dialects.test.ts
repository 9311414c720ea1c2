import type { CsvColumns } from '@raccord/contract'
import { expect, it } from 'vitest'
import { type FileChoices, readUploaded } from './read-uploaded.ts'

const read = async (text: string | Buffer, choices: FileChoices = {}) => {
  const [file, ...others] = await readUploaded({ name: 'a', bytes: Buffer.from(text as string) }, choices)
  expect(others).toEqual([])
  if (!file) throw new Error('nothing')
  return file
}
const sections = async (text: string | Buffer, choices: FileChoices = {}) => {
  const file = await read(text, choices)
  if (file.kind !== 'read') throw new Error(`unclear: ${JSON.stringify(file)}`)
  return file.sections.map(({ account, transactions, skipped }) => ({
    account,
    skipped,
    entries: transactions.map(
      ({ bookingDate, amount, counterpartyName = '', remittance }) =>
        `${bookingDate} ${amount.minor} ${amount.currency} ${counterpartyName}|${remittance.join('/')}`,
    ),
  }))
}
const entries = async (text: string | Buffer, choices: FileChoices = {}) =>
  (await sections(text, choices)).flatMap((section) => section.entries)

it('OFX of banks: SGML on one line, commas, zones, entities, several accounts, a missing end', async () => {
  const text = `OFXHEADER:100
DATA:OFXSGML

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30004<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><STMTTRN><TRNTYPE>POS<DTPOSTED>20260302120000.000[-5:EST]<TRNAMT>-1234,50<FITID>1<NAME>CAF&amp;CO<MEMO>L&#233;on</STMTTRN>
<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20260303<TRNAMT>+10.00<FITID>2<NAME>X
<STMTTRN><TRNTYPE>OTHER<DTPOSTED>2026<TRNAMT>1<FITID>3</STMTTRN><STMTTRN><TRNTYPE>OTHER<DTPOSTED>20260304<FITID>4</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1>
<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4970********1234</CCACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20260305<TRNAMT>-7<PAYEE><NAME>SHOP</PAYEE></STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>`
  expect(await sections(text)).toEqual([
    {
      account: { number: '30004 00001 12345678901', currency: 'EUR', type: 'CHECKINGS' },
      skipped: ['date_unreadable', 'amount_missing'],
      entries: ['2026-03-02 -123450 EUR CAF&CO|Léon', '2026-03-03 1000 EUR X|'],
    },
    {
      account: { number: '4970********1234', currency: 'USD', type: 'CREDIT_CARD' },
      skipped: [],
      entries: ['2026-03-05 -700 USD SHOP|'],
    },
  ])
})

it('QIF: days in whatever order one of them gives away, thousands, former centuries, several accounts', async () => {
  const bank = "!Type:Bank \nD13/02/26\nT-1,234.56\nPSHOP\nN12\n^\nD1/ 3'26\nU5.00\nMback\n^\n"
  expect(await entries(bank, { currency: 'EUR' })).toEqual(['2026-02-13 -123456 EUR SHOP|', '2026-03-01 500 EUR |back'])
  const ambiguous = '!Type:CCard\nD01/02/2026\nT-1.00\n^\n'
  expect(await read(ambiguous)).toMatchObject({ kind: 'unclear', dayOrders: ['dmy', 'mdy'] })
  expect(await entries(ambiguous, { currency: 'EUR', dayOrder: 'mdy' })).toEqual(['2026-01-02 -100 EUR |'])
  const several =
    '!Account\nNOne\nTBank\n^\n!Type:Bank\nD2026-03-01\nT1.00\n^\n!Type:Cat\nNFood\nE\n^\n!Account\nNTwo\nTCCard\n^\n!Type:CCard\nD2026-03-02\nT2.00\n^\n'
  expect((await sections(several)).map(({ account, entries }) => [account.name, account.type, entries.length])).toEqual(
    [
      ['One', 'CHECKINGS', 1],
      ['Two', 'CREDIT_CARD', 1],
    ],
  )
})

it.each([
  [
    'French, with lines above the table, in the Western code page',
    Buffer.from(
      'Relevé;du compte\r\nSolde au 28/03/2026;1 234,56\r\n\r\nDate comptable;Date de valeur;Libellé;Débit;Crédit\r\n25/03/2026;26/03/2026;CARTE CAFÉ;4,20;\r\n27/03/2026;27/03/2026;VIREMENT;;1 200,00\r\n',
      'latin1',
    ),
    ['2026-03-25 -420 EUR |CARTE CAFÉ', '2026-03-27 120000 EUR |VIREMENT'],
  ],
  [
    'German, quoted',
    '"Buchungstag";"Valutadatum";"Begünstigter/Zahlungspflichtiger";"Verwendungszweck";"Betrag";"Währung"\n"25.03.26";"25.03.26";"Bäcker; Sohn";"Danke ""sehr""";"-1.004,20";"EUR"\n"26.03.26";"";"ACME";"Gehalt";"1.200,00";"EUR"\n',
    ['2026-03-25 -100420 EUR Bäcker; Sohn|Danke "sehr"', '2026-03-26 120000 EUR ACME|Gehalt'],
  ],
  [
    'Italian, money out and in',
    'Data contabile,Data valuta,Addebiti,Accrediti,Descrizione\n25/03/2026,26/03/2026,"-4,20",,BAR\n26/03/2026,26/03/2026,,"12,00",RIMBORSO\n',
    ['2026-03-25 -420 EUR |BAR', '2026-03-26 1200 EUR |RIMBORSO'],
  ],
  [
    'American, tabs and brackets',
    'Posted Date\tPayee\tAmount\tBalance\n03/25/2026\tCAFE\t(4.20)\t1,000.00\n03/26/2026\tACME\t1,200.00\t2,200.00\n',
    ['2026-03-25 -420 EUR CAFE|', '2026-03-26 120000 EUR ACME|'],
  ],
])('CSV, %s: clear without a word', async (_, text, expected) => {
  expect(await entries(text, { currency: 'EUR' })).toEqual(expected)
})

it('CSV: says what nobody can know, and reads it as it is told', async () => {
  const text = 'Date,Amount,Description\n01/02/2026,"1,234",A\n02/03/2026,"2,000",B\n'
  const file = await read(text)
  expect(file).toMatchObject({ kind: 'unclear', guess: { doubts: ['day_order', 'decimal'], sure: false } })
  const columns: CsvColumns = {
    ...{ separator: ',', skipRows: 1, decimal: '.', dayOrder: 'dmy', columns: ['date', 'amount', 'description'] },
  }
  const expected = ['2026-02-01 123400 EUR |A', '2026-03-02 200000 EUR |B']
  expect(await entries(text, { currency: 'EUR', columns })).toEqual(expected)
  const shape = file.kind === 'unclear' && file.format === 'csv' ? file.guess.shape : ''
  const remembered = (of: string) => (of === shape ? columns : undefined)
  expect(await entries(text, { currency: 'EUR', remembered })).toEqual(expected)
  const useless: CsvColumns = { ...columns, columns: ['date', null, 'description'] }
  await expect(readUploaded({ name: 'a', bytes: Buffer.from(text) }, { columns: useless })).rejects.toThrow('amount')
})

it.each([
  ['a quote without end', `Date;Amount;X\n2026-03-01;1,00;"${'x'.repeat(300_000)}`],
  ['a million quotes', `Date;Amount;X\n2026-03-01;1,00;a\n${'"'.repeat(1_000_000)}`],
  ['tags without end', `<OFX>${'<'.repeat(500_000)}`],
  ['a million open entries', `<OFX>${'<STMTTRN>'.repeat(100_000)}`],
  ['records without end', `!Type:Bank\n${'D'.repeat(1_000_000)}`],
  ['columns without end', `Date${';'.repeat(100_000)}\n2026-03-01;1,00`],
])('%s: an answer, and an end', async (_, text) => {
  const answer = await readUploaded({ name: 'a', bytes: Buffer.from(text) }).catch((error: unknown) => error)
  if (!Array.isArray(answer)) expect(answer).toMatchObject({ name: 'FileError' })
})
