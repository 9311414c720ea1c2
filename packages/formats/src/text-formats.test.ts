import { expect, it } from 'vitest'
import { beancountWriter } from './beancount.ts'
import { csvWriter } from './csv.ts'
import { csvPresetNames } from './csv-presets.ts'
import { hledgerWriter } from './hledger.ts'
import { oneLine } from './one-line.ts'
import { qifWriter } from './qif.ts'
import { csvRows } from './testing/csv-rows.ts'
import { account, card, entry, hostile, written } from './testing/specimen.ts'

const records = (rows: string[][]): Record<string, string>[] =>
  rows.slice(1).map((row) => Object.fromEntries((rows[0] ?? []).map((name, at) => [name, row[at] ?? ''])))

it('writes CSV that another reader reads, by preset', async () => {
  const read = async (preset: (typeof csvPresetNames)[number]) =>
    records(csvRows(await written(csvWriter(preset), [[account, [entry, { ...entry, amount: '7.00' }]]])))
  const [sheet] = await read('spreadsheet')
  expect(sheet).toEqual({
    Date: '2026-11-25',
    Amount: '-23.40',
    Currency: 'EUR',
    Payee: 'Librairie des Quais',
    Notes: 'CARTE 24/11 FACTURE 7',
    Category: 'Transfer sent',
    Account: 'Current, "joint" account',
    IBAN: account.iban,
    'Counterparty IBAN': entry.payeeIban,
    'Booking date': '2026-11-25',
    'Value date': '2026-11-26',
    Status: 'BOOKED',
    Reference: 'E2E-1',
    Id: 'tx_90112',
  })
  expect(Object.keys((await read('actual'))[0] ?? {})).toEqual(['Date', 'Payee', 'Notes', 'Category', 'Amount'])
  const ynab = await read('ynab')
  expect(ynab.map(({ Outflow, Inflow }) => [Outflow, Inflow])).toEqual([
    ['23.40', ''],
    ['', '7.00'],
  ])
  expect((await read('firefly'))[0]).toMatchObject({
    date_transaction: '2026-11-24',
    date_book: '2026-11-25',
    date_payment: '2026-11-26',
    'external-id': 'tx_90112',
    'account-number': '',
  })
})

it('lets no cell of a bank become a formula, whatever separates columns where it is opened', async () => {
  for (const preset of csvPresetNames) {
    const text = await written(csvWriter(preset), [
      [{ ...account, name: '\t=1+1' }, [hostile, { ...hostile, payee: '＝1' }]],
    ])
    const rows = csvRows(text)
    const own = new Set(['Amount', 'amount', 'Outflow', 'Inflow'])
    for (const record of records(rows))
      for (const [name, cell] of Object.entries(record)) if (!own.has(name)) expect(cell).not.toMatch(/^\s*[=+\-@＝]/)
    for (const cell of csvRows(text.replaceAll('"', ''), ';').flat().slice(1)) expect(cell).not.toMatch(/^\s*[=+\-@]/)
    // One line an entry, whatever line ends the bank sends.
    expect(rows).toHaveLength(3)
  }
})

it('writes QIF that another reader reads', async () => {
  const text = await written(qifWriter({ accounts: 1 }), [[account, [entry, hostile]]])
  expect(text.startsWith('!Type:Bank\r\n')).toBe(true)
  const entries = text
    .slice(text.indexOf('\n') + 1)
    .split(/^\^\r\n/m)
    .filter(Boolean)
    .map((record) =>
      Object.fromEntries(
        record
          .split('\r\n')
          .filter(Boolean)
          .map((line) => [line[0], line.slice(1)]),
      ),
    )
  expect(entries).toHaveLength(2)
  expect(entries[0]).toEqual({
    D: '2026-11-25',
    T: '-23.40',
    N: '77',
    P: 'Librairie des Quais',
    M: 'CARTE 24/11 FACTURE 7',
    L: 'Transfer sent',
  })
  expect(Object.keys(entries[1] ?? {})).toEqual(['D', 'T', 'P', 'M'])
  const two = await written(qifWriter({ accounts: 2 }), [
    [account, []],
    [card, [entry]],
  ])
  expect(two.match(/^!.*/gm)).toEqual(['!Account', '!Type:Bank', '!Account', '!Type:CCard'].map((line) => line))
  expect(two).toContain('M[EUR] CARTE')
})

it('writes beancount text in which every account is opened and every string closed', async () => {
  const text = await written(beancountWriter(), [
    [account, [entry, hostile]],
    [card, [{ ...entry, id: 'tx_2', amount: '-1200', currency: 'JPY' }]],
  ])
  const opened = new Set([...text.matchAll(/^1970-01-01 open (\S+)$/gm)].map(([, name]) => name))
  const used = [...text.matchAll(/^ {2}([A-Z][\w:-]+)( {2}-?\d+(\.\d+)? [A-Z]{3})?$/gm)].map(([, name]) => name)
  expect(used).toHaveLength(6)
  for (const name of used) {
    expect(opened).toContain(name)
    expect(name).toMatch(/^(Assets|Liabilities|Income|Expenses|Equity)(:[A-Z0-9][A-Za-z0-9-]*)+$/)
  }
  expect(text).toContain('2026-11-25 * "Librairie des Quais" "CARTE 24/11 FACTURE 7"\n  id: "tx_90112"\n')
  expect(text).toContain(
    '  Assets:Banque-du-Port-Fils:Current-joint-account-1042  -23.40 EUR\n  Expenses:Transfer-Sent\n',
  )
  expect(text).toContain('5.0049 EUR')
  for (const line of text.split('\n')) {
    // Nothing but what begins a directive, a posting, a value or a comment.
    expect(line).toMatch(/^(|;.*|\d{4}-\d\d-\d\d (open|\*) .*| {2}\S.*)$/)
    expect((line.replaceAll(/\\./g, '').match(/"/g) ?? []).length % 2, line).toBe(0)
  }
})

it('writes a journal for hledger', async () => {
  const text = await written(hledgerWriter(), [[account, [entry, hostile, { ...entry, category: undefined } as never]]])
  expect(text.startsWith('decimal-mark .\n')).toBe(true)
  expect(text).toContain('2026-11-25 * (tx_90112) Librairie des Quais | CARTE 24/11 FACTURE 7\n')
  expect(text).toContain(
    '    assets:banque-du-port-fils:current-joint-account-1042  -23.40 EUR\n    expenses:transfer-sent\n',
  )
  expect(text).toContain('    expenses:unknown\n')
  for (const line of text.split('\n'))
    expect(line).toMatch(
      /^(|;.*|account \S+|decimal-mark \.|\d{4}-\d\d-\d\d \* \(tx_\d+\) [^;]*| {4}(; .*|\S+( {2}-?\d+(\.\d+)? [A-Z]{3})?))$/,
    )
})

/** As much as an entry may say, and as little. */
const { valueDate: _, payeeIban: __, endToEndId: ___, checkNumber: ____, bookingDate: _____, ...silent } = entry
const bare = { ...silent, remittance: [silent.payee ?? ''], category: undefined } as unknown as typeof entry
const tags = { valueDate: '2026-11-26', payeeIban: 'DE89', endToEndId: 'A,B', checkNumber: '77' }

it('writes beancount to the letter', async () => {
  const { balance: _, ...unknown } = account
  expect(
    await written(beancountWriter(), [
      [account, [{ ...entry, ...tags, payee: 'a\\"b' }, entry]],
      [unknown, [bare]],
    ]),
  ).toBe(
    `; Banque du Port & Fils, Current, "joint" account
1970-01-01 open Assets:Banque-du-Port-Fils:Current-joint-account-1042

1970-01-01 open Expenses:Transfer-Sent
2026-11-25 * "a\\\\\\"b" "CARTE 24/11 FACTURE 7"
  id: "tx_90112"
  value-date: "2026-11-26"
  counterparty-iban: "DE89"
  reference: "A,B"
  check-number: "77"
  Assets:Banque-du-Port-Fils:Current-joint-account-1042  -23.40 EUR
  Expenses:Transfer-Sent

2026-11-25 * "Librairie des Quais" "CARTE 24/11 FACTURE 7"
  id: "tx_90112"
  value-date: "2026-11-26"
  counterparty-iban: "DE89370400440532013000"
  reference: "E2E-1"
  check-number: "77"
  Assets:Banque-du-Port-Fils:Current-joint-account-1042  -23.40 EUR
  Expenses:Transfer-Sent

; Told by the bank at 2026-11-29T18:00:00.000Z: 1834.50 EUR

; Banque du Port & Fils, Current, "joint" account

1970-01-01 open Expenses:Unknown
2026-11-25 * "Librairie des Quais" ""
  id: "tx_90112"
  Assets:Banque-du-Port-Fils:Current-joint-account-1042  -23.40 EUR
  Expenses:Unknown

`,
  )
})

it('writes a journal to the letter', async () => {
  const { balance: _, ...unknown } = account
  const exact = { ...bare, currency: 'A1', amount: '1.00', exact: '1.001', payee: 'a;b|c', remittance: ['x;y|z'] }
  expect(
    await written(hledgerWriter(), [
      [account, [{ ...entry, ...tags }]],
      [unknown, [bare, exact]],
    ]),
  ).toBe(
    `decimal-mark .

; Banque du Port & Fils, Current, "joint" account
account assets:banque-du-port-fils:current-joint-account-1042

2026-11-25 * (tx_90112) Librairie des Quais | CARTE 24/11 FACTURE 7
    ; value-date:2026-11-26
    ; counterparty-iban:DE89
    ; reference:A B
    ; check-number:77
    assets:banque-du-port-fils:current-joint-account-1042  -23.40 EUR
    expenses:transfer-sent

; told by the bank at 2026-11-29T18:00:00.000Z: 1834.50 EUR

; Banque du Port & Fils, Current, "joint" account
account assets:banque-du-port-fils:current-joint-account-1042

2026-11-25 * (tx_90112) Librairie des Quais
    assets:banque-du-port-fils:current-joint-account-1042  -23.40 EUR
    expenses:unknown

2026-11-25 * (tx_90112) a,b/c | x,y/z
    assets:banque-du-port-fils:current-joint-account-1042  1.001 "A1"
    income:unknown

`,
  )
  const odd = ['1A', 'A1'].map((currency) => hledgerWriter().entry({ ...entry, currency }, account))
  expect(odd.map((text) => / -23\.40 (.+)/.exec(text)?.[1])).toEqual(['"1A"', '"A1"'])
})

it('writes QIF and CSV to the letter', async () => {
  const kinds = (['checking', 'savings', 'loan', 'card'] as const).map((kind) =>
    qifWriter({ accounts: 1 }).open({ ...account, kind }),
  )
  expect(kinds).toEqual(['Bank', 'Bank', 'Oth L', 'CCard'].map((type) => `!Type:${type}\r\n`))
  expect(qifWriter({ accounts: 2 }).open(account)).toBe(
    '!Account\r\nNCurrent, "joint" account\r\nTBank\r\n^\r\n!Type:Bank\r\n',
  )
  expect(qifWriter({ accounts: 1 }).entry({ ...entry, bookingDate: '2026-11-27' }, account)).toContain(
    'D2026-11-27\r\n',
  )
  expect(qifWriter({ accounts: 1 }).entry(bare, account)).toBe(
    'D2026-11-25\r\nT-23.40\r\nPLibrairie des Quais\r\n^\r\n',
  )
  expect(await written(csvWriter('actual'), [[account, [{ ...entry, payee: 'a"b,c' }, bare]]])).toBe(
    'Date,Payee,Notes,Category,Amount\r\n2026-11-25,"a""b,c",CARTE 24/11 FACTURE 7,Transfer sent,-23.40\r\n' +
      '2026-11-25,Librairie des Quais,,,-23.40\r\n',
  )
  expect((await written(csvWriter('spreadsheet'), [])).startsWith('\ufeffDate,Amount,')).toBe(true)
})

it('makes one line of anything, and never half a character', () => {
  expect(oneLine(' a\r\n\tb\u2028c\u0000 ')).toBe('a b c')
  expect(oneLine('ab😀', 3)).toBe('ab')
  expect(oneLine('\ud800')).toBe('\ufffd')
})
