import { describe, expect, it } from 'vitest'
import { readUploaded } from '../read-uploaded.ts'

async function read(...lines: readonly string[]) {
  const bytes = Buffer.from(lines.join('\n'))
  const [file] = await readUploaded({ name: 'x.csv', bytes }, { currency: 'EUR' })
  if (file?.kind !== 'read') throw new Error(`unclear: ${JSON.stringify(file)}`)
  return file.sections.map(({ account, transactions, skipped }) => ({
    ...account,
    skipped,
    entries: transactions.map(
      ({ bookingDate, amount, counterpartyName = '', remittance }) =>
        `${bookingDate} ${amount.minor} ${amount.currency} ${counterpartyName}|${remittance.join('/')}`,
    ),
  }))
}

describe('YNAB', () => {
  const head = 'Account,Flag,Date,Payee,Category Group/Category,Category Group,Category,Memo,Outflow,Inflow,Cleared'
  const row = (account: string, day: string, payee: string, memo: string, out: string, come: string) =>
    `${account},,${day},${payee},,,,${memo},${out},${come},Cleared`

  it('tells two splits of one day apart, and those of another account', async () => {
    const rows = [
      row('A', '30/01/2026', 'Market', 'Split (1/2) food', '$3.00', '$0.00'),
      row('A', '30/01/2026', '', 'Split (2/2)', '$2.00', '$0.00'),
      row('A', '30/01/2026', '', 'Split (1/2) soap', '$1.00', ''),
      row('A', '30/01/2026', 'Market', 'Split (2/2) Split (3/4)', '', '$0.50'),
      row('B', '30/01/2026', 'Market', 'Split (3/3)', 'kr 7.00', 'kr 0.00'),
      row('B', '30/01/2026', 'Market', 'no Split (1/2)', '$7.00', '$0.00'),
    ]
    expect(await read(head, ...rows)).toMatchObject([
      {
        name: 'A',
        entries: ['2026-01-30 -500 EUR Market|food', '2026-01-30 -50 EUR Market|soap/Split (3/4)'],
      },
      { name: 'B', entries: ['2026-01-30 -700 EUR Market|', '2026-01-30 -700 EUR Market|no Split (1/2)'] },
    ])
  })

  it('takes no parts together that do not follow each other', async () => {
    const rows = [
      row('A', '30/01/2026', 'One', 'Split (2/2)', '$2.00', ''),
      row('A', '30/01/2026', 'One', 'Split (1/2)', '$1.00', ''),
      row('A', '30/01/2026', 'Two', 'Split (2/2)', '$20.00', ''),
      row('A', '30/01/2026', 'Two', 'Split (1/2)', '$10.00', ''),
    ]
    const [section] = await read(head, ...rows)
    // The first part of one and the last of another can't be told from one booking; each alone is one for itself.
    expect(section?.entries).toEqual([
      '2026-01-30 -200 EUR One|',
      '2026-01-30 -2100 EUR One|',
      '2026-01-30 -1000 EUR Two|',
    ])
  })

  it('a split of more parts than anybody makes ends, with all its amounts', async () => {
    const rows = Array.from({ length: 1_200 }, (_one, at) =>
      row('A', '30/01/2026', '', `Split (${at + 1}/1200)`, '$1.00', ''),
    )
    const [section] = await read(head, ...rows)
    expect(section?.entries).toEqual(['2026-01-30 -50000 EUR |', '2026-01-30 -50000 EUR |', '2026-01-30 -20000 EUR |'])
    const [broken] = await read(head, ...rows, row('A', '', '', 'Split (1201/1200)', '$1.00', ''))
    expect(broken?.skipped.length).toBe(201)
  })

  it.each([
    ['Fr. 12.30', -1230],
    ['Fr.12.30', -1230],
    ['12.30 kr.', -1230],
    ['USD.50', -50],
    ['Fr.12', undefined],
    ['1E2', undefined],
    ['1.50 or 2', undefined],
    [`!${' '.repeat(3_900)}!0`, undefined],
  ])('an amount written as %s', async (written, minor) => {
    const rows = [row('A', '30/01/2026', 'X', '', '$1.00', '$0.00'), row('A', '30/01/2026', 'X', '', written, '')]
    const [section] = await read(head, ...rows)
    const expected = minor === undefined ? [] : [`2026-01-30 ${minor} EUR X|`]
    expect(section?.entries.slice(1)).toEqual(expected)
  })

  it('makes no sum of a split of which a part can’t be read', async () => {
    const rows = [
      row('A', '30/01/2026', 'Market', 'Split (1/2) food', '$3.00', '$0.00'),
      row('A', '', 'Market', 'Split (2/2)', '$2.00', '$0.00'),
      row('A', '30/01/2026', 'Good', '', '$1.00', '$0.00'),
    ]
    expect(await read(head, ...rows)).toMatchObject([
      { skipped: ['date_unreadable', 'split_incomplete'], entries: ['2026-01-30 -100 EUR Good|'] },
    ])
  })

  it('tells of rows that can’t be read, and reads the others', async () => {
    const rows = [
      row('A', '', 'X', '', '$1.00', '$0.00'),
      row('A', '30/01/2026', 'X', '', '$90071992547409.91', '$-1.00'),
      row('A', '30/01/2026', 'Good', '', '$1.00', '$0.00'),
    ]
    expect(await read(head, ...rows)).toMatchObject([
      {
        skipped: ['date_unreadable', 'amount_unreadable'],
        entries: ['2026-01-30 -100 EUR Good|'],
      },
    ])
  })
})

describe('Firefly III', () => {
  const columns = [
    ...['journal_id', 'group_id', 'group_title', 'type', 'currency_code', 'amount', 'foreign_currency_code'],
    ...[
      'foreign_amount',
      'description',
      'date',
      'book_date',
      'interest_date',
      'source_name',
      'source_iban',
      'source_type',
    ],
    ...['destination_name', 'destination_iban', 'destination_type', 'notes'],
  ]
  const row = (cells: { readonly [column: string]: string }) => columns.map((name) => cells[name] ?? '').join(',')
  const from = (name: string, type = 'Asset account') => ({ source_name: name, source_type: type })
  const to = (name: string, type = 'Asset account') => ({ destination_name: name, destination_type: type })
  const usual = { group_id: '1', currency_code: 'EUR', amount: '10.00', date: '2026-01-30T00:00:00+01:00' }

  it('gives each side of a transfer its own currency, and says what was paid in another', async () => {
    const rows = [
      row({ ...usual, ...from('A'), ...to('B'), foreign_currency_code: 'USD', foreign_amount: '11.00' }),
      row({
        ...usual,
        ...from('A'),
        ...to('Shop', 'Expense account'),
        foreign_currency_code: 'USD',
        foreign_amount: '-9.00',
      }),
    ]
    expect(await read(columns.join(','), ...rows)).toMatchObject([
      { name: 'A', currency: 'EUR', entries: ['2026-01-30 -1000 EUR B|', '2026-01-30 -1000 EUR Shop|'] },
      { name: 'B', currency: 'USD', entries: ['2026-01-30 1100 USD A|'] },
    ])
    const bytes = Buffer.from([columns.join(','), ...rows].join('\n'))
    const [file] = await readUploaded({ name: 'x.csv', bytes })
    expect(file).toMatchObject({
      sections: [{ transactions: [{}, { original: { amount: { minor: -900, currency: 'USD' } } }] }, {}],
    })
  })

  it('takes loans for one’s own, an opening balance for money that came, and leaves out what is nobody’s', async () => {
    const rows = [
      row({ ...usual, ...from('A'), ...to('House', 'Mortgage'), description: 'rate' }),
      row({ ...usual, ...from('Opening', 'Initial balance account'), ...to('A'), amount: '5.00' }),
      row({ ...usual, ...from('X', 'Revenue account'), ...to('Y', 'Expense account') }),
      row({ ...usual, ...from('A'), ...to('Shop', 'Expense account'), date: '' }),
      row({ ...usual, ...from('A'), ...to('Shop', 'Expense account'), amount: '' }),
    ]
    const [first, second] = await read(columns.join(','), ...rows)
    expect(await read(columns.join(','), ...rows)).toHaveLength(2)
    expect(first).toMatchObject({
      name: 'A',
      entries: ['2026-01-30 -1000 EUR House|rate', '2026-01-30 500 EUR Opening|'],
    })
    expect(second).toMatchObject({ name: 'House', entries: ['2026-01-30 1000 EUR A|rate'] })
    expect([...(first?.skipped ?? []), ...(second?.skipped ?? [])]).toEqual([
      ...['date_unreadable', 'amount_unreadable', 'account_not_own'],
    ])
  })

  it('puts together what has one title, in one currency, and nothing else', async () => {
    const shop = { ...usual, ...from('A'), ...to('Shop', 'Expense account') }
    const rows = [
      row({ ...shop, group_id: '7', group_title: 'Trip', description: 'food' }),
      row({ ...shop, group_id: '7', group_title: 'Trip', description: 'food', notes: 'dinner' }),
      row({ ...shop, group_id: '7', group_title: 'Trip', description: 'taxi', currency_code: 'USD' }),
      row({ ...shop, group_id: '8', description: 'one' }),
      row({ ...shop, group_id: '8', description: 'two' }),
    ]
    expect(await read(columns.join(','), ...rows)).toMatchObject([
      {
        entries: [
          ...['2026-01-30 -2000 EUR Shop|Trip/food/dinner', '2026-01-30 -1000 USD Shop|Trip/taxi'],
          ...['2026-01-30 -1000 EUR Shop|one', '2026-01-30 -1000 EUR Shop|two'],
        ],
      },
    ])
  })

  it('has the day of the bank where it is told, and the day of the payment beside it', async () => {
    const days = { book_date: '2026-02-02T00:00:00+01:00', interest_date: '2026-02-03T00:00:00+01:00' }
    const text = [columns.join(','), row({ ...usual, ...from('A'), ...to('Shop', 'Expense account'), ...days })].join(
      '\n',
    )
    const [file] = await readUploaded({ name: 'x.csv', bytes: Buffer.from(text) })
    expect(file).toMatchObject({
      sections: [
        { transactions: [{ bookingDate: '2026-02-02', transactionDate: '2026-01-30', valueDate: '2026-02-03' }] },
      ],
    })
  })
})

it('GnuCash: each account in its currency, and no count of shares', async () => {
  const head = [
    ...['Date', 'Account Name', 'Number', 'Description', 'Full Category Path', 'Reconcile'],
    ...['Amount With Sym', 'Amount Num.', 'Value Num.'],
  ].join(',')
  const row = (account: string, shown: string, amount: string, value = amount) =>
    `2026-01-30,${account},,Shop,Expenses,n,${shown},${amount},${value}`
  const rows = [
    row('Giro', '-€12.00', '-12.00'),
    row('Dollars', '-USD 3.00', '-3.00', '-2.70'),
    row('Wallet', '-$4.00', '-4.00'),
    row('Shares', '10.00 AAPL', '10.00', '1900.00'),
  ]
  expect(await read(head, ...rows)).toMatchObject([
    { name: 'Giro', currency: 'EUR', entries: ['2026-01-30 -1200 EUR |Shop'] },
    { name: 'Dollars', currency: 'USD', entries: ['2026-01-30 -300 USD |Shop'] },
    { name: 'Wallet', entries: ['2026-01-30 -400 EUR |Shop'] },
    { name: 'Shares', entries: [], skipped: ['other_currency'] },
  ])
})

it('Actual Budget: the columns of one account alone; a part without its whole is told by nobody', async () => {
  const text = [
    'Account,Date,Payee,Notes,Category,Amount,Cleared,Reconciled',
    'A,2026-01-30,Shop,,Food,-1.5,true,false',
    'A,,Shop,,Food,-1.5,true,false',
    'A,2026-01-29,Shop,,Food,,true,false',
  ]
  expect(await read(...text)).toMatchObject([
    { name: 'A', entries: ['2026-01-30 -150 EUR Shop|'], skipped: ['date_unreadable', 'amount_unreadable'] },
  ])
})

it('a table of a bank with words of theirs is still the bank’s', async () => {
  const [section] = await read('Date;Account;Payee;Memo;Amount', '30/01/2026;12345678;Shop;x;-1.50')
  expect(section).toMatchObject({ number: '12345678', entries: ['2026-01-30 -150 EUR Shop|x'] })
})
