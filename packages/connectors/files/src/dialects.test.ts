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

it('OFX: entries of an investment account are its own, or nobody’s; what is announced is pending', async () => {
  const bank = `<STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>111</BANKACCTFROM><STMTTRN><DTPOSTED>20260301<TRNAMT>-1.00<FITID>1</STMTTRN>
<STMTTRNP><TRNTYPE>POS<DTTRAN>20260302<TRNAMT>-2.00<NAME>CAFE</STMTTRNP></STMTRS>`
  const moved =
    '<INVBANKTRAN><STMTTRN><DTPOSTED>20260303<TRNAMT>-999.00<FITID>9</STMTTRN><SUBACCTFUND>CASH</INVBANKTRAN>'
  const bought = '<BUYSTOCK><INVBUY><INVTRAN><FITID>5<DTTRADE>20260303</INVTRAN><TOTAL>-50.00</INVBUY></BUYSTOCK>'
  const invested = (named: string) =>
    `<OFX>${bank}<INVSTMTRS><CURDEF>USD${named}<INVTRANLIST>${moved}${bought}</INVTRANLIST></INVSTMTRS></OFX>`
  const own = '<INVACCTFROM><BROKERID>broker.example<ACCTID>222</INVACCTFROM>'
  expect(await sections(invested(own))).toEqual([
    {
      account: { number: '111', currency: 'EUR' },
      skipped: [],
      entries: ['2026-03-01 -100 EUR |', 'undefined -200 EUR CAFE|'],
    },
    {
      account: { number: 'broker.example 222', currency: 'USD', type: 'SAVINGS' },
      skipped: ['investment_not_read'],
      entries: ['2026-03-03 -99900 USD |'],
    },
  ])
  expect(await sections(invested(''))).toMatchObject([
    { entries: ['2026-03-01 -100 EUR |', 'undefined -200 EUR CAFE|'], skipped: ['account_missing', 'account_missing'] },
  ])
})

it('a day that a month does not have is no booking day, and as a value day its last', async () => {
  const csv = (booked: string, value: string) => `Buchungstag;Wertstellung;Betrag;Text\n${booked};${value};-1,00;a\n`
  const [section] = await sections(`${csv('31.04.2026', '30.04.2026')}30.04.2026;31.04.2026;-2,00;b\n`)
  expect(section).toMatchObject({ skipped: ['date_unreadable'], entries: ['2026-04-30 -200 XXX |'] })
  expect(await sections('!Type:Bank\nD31/04/2026\nT-1.00\n^\n')).toMatchObject([{ skipped: ['date_unreadable'] }])
  const ofx =
    '<OFX><STMTRS><BANKACCTFROM><ACCTID>1</BANKACCTFROM><STMTTRN><DTPOSTED>20260230<TRNAMT>-1</STMTTRN></STMTRS></OFX>'
  expect(await sections(ofx)).toMatchObject([{ skipped: ['date_unreadable'], entries: [] }])
})

it('CSV: a row that is both out and in, of a status or a direction that nobody knows, is no entry and counted', async () => {
  const both = 'Date;Debit;Credit;Libelle\n25/03/2026;12,30;50,00;a\n24/03/2026;12,30;0,00;b\n23/03/2026;;5,00;c\n'
  expect(await sections(both)).toMatchObject([
    { skipped: ['amount_unreadable'], entries: ['2026-03-24 -1230 XXX |b', '2026-03-23 500 XXX |c'] },
  ])
  const words =
    'Date;Type;State;Amount\n25/03/2026;Debit;Booked;1,00\n26/03/2026;Who;Booked;2,00\n27/03/2026;Credit;Odd;3,00\n'
  const how: CsvColumns = {
    ...{
      separator: ';',
      skipRows: 1,
      decimal: ',',
      dayOrder: 'dmy',
      columns: ['date', 'direction', 'status', 'amount'],
    },
  }
  expect(await sections(words, { columns: how })).toMatchObject([
    { skipped: ['sign_missing', 'status_unknown'], entries: ['2026-03-25 -100 XXX |'] },
  ])
  // Three capital letters that are no currency are no part of an amount.
  const letters = 'Date;Amount\n25/03/2026;12,30 SOL\n26/03/2026;-12,30 EUR\n'
  const plain: CsvColumns = { ...how, columns: ['date', 'amount'] }
  expect(await sections(letters, { columns: plain })).toMatchObject([
    { account: { currency: 'EUR' }, skipped: ['amount_unreadable'], entries: ['2026-03-26 -1230 EUR |'] },
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

it('QIF: an amount that can be two things is asked for, not guessed; one that tells the mark tells it for all', async () => {
  const text = (...amounts: string[]) => amounts.map((amount) => `D2026-03-01\nT${amount}\n^\n`).join('')
  const qif = (...amounts: string[]) => `!Type:Bank\n${text(...amounts)}`
  for (const amount of ['-1.234', '-1,234'])
    expect(await read(qif(amount))).toMatchObject({ kind: 'unclear', dayOrders: ['ymd'], decimals: ['.', ','] })
  expect(await read(qif('1.234,50', '1,234.50'))).toMatchObject({ kind: 'unclear', decimals: ['.', ','] })
  expect(await entries(qif('-1.234', '-2,50'), { currency: 'EUR' })).toEqual([
    '2026-03-01 -123400 EUR |',
    '2026-03-01 -250 EUR |',
  ])
  expect(await entries(qif('-1.234'), { currency: 'EUR', decimal: ',' })).toEqual(['2026-03-01 -123400 EUR |'])
  // What is no amount at all takes nothing from the others.
  expect(await sections(qif('none', '-2,50'), { currency: 'EUR' })).toMatchObject([
    { skipped: ['amount_unreadable'], entries: ['2026-03-01 -250 EUR |'] },
  ])
})

it('QIF: lines may end with CR alone', async () => {
  expect(await entries('!Type:Bank\rD2026-03-01\rT-1.00\rPA\r^\r', { currency: 'EUR' })).toEqual([
    '2026-03-01 -100 EUR A|',
  ])
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
