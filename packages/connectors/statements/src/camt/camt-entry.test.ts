import { describe, expect, test } from 'vitest'
import { readStatement } from '../read-statement.ts'

const own = 'DE89370400440532013000'
const other = 'NL91ABNA0417164300'
const document = (entries: string, iban = own, owner = '') =>
  `<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${iban}</IBAN></Id>${owner}</Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const entry = (inside: string, sign = 'CRDT', amount = '<Amt Ccy="EUR">12.30</Amt>') =>
  `<Ntry>${amount}<CdtDbtInd>${sign}</CdtDbtInd><Sts>BOOK</Sts>${inside}</Ntry>`
const detail = (inside: string) => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`
const read = (xml: string, zone?: string) => {
  const statement = readStatement(xml, undefined, { zone })
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  return statement
}
const only = (xml: string, zone?: string) => read(xml, zone).transactions[0]

describe('days', () => {
  const booked = (written: string) => entry(`<BookgDt><DtTm>${written}</DtTm></BookgDt>`)
  test.each([
    ['GB33BUKB20201555555555', '2026-06-30T23:30:00Z', '2026-07-01'],
    ['GB33BUKB20201555555555', '2026-07-01T00:30:00+01:00', '2026-07-01'],
    ['FI2112345600000785', '2026-06-30T21:30:00.123456Z', '2026-07-01'],
    [own, '2026-06-30T22:30:00Z', '2026-07-01'],
    [own, '2026-12-31T22:30:00Z', '2026-12-31'],
    [own, '2026-12-31T23:30:00Z', '2027-01-01'],
    // Its own time: nothing says otherwise.
    [own, '2026-06-30T23:59:59', '2026-06-30'],
    [own, '2026-06-30', '2026-06-30'],
  ])('at a bank of %s, %s is on %s', (iban, written, day) => {
    expect(only(document(booked(written), iban))?.bookingDate).toBe(day)
  })

  test('of the deed itself, too; what earlier releases made of it is told beside it', () => {
    const done = (written: string) => entry(detail(`<RltdDts><TxDtTm>${written}</TxDtTm></RltdDts>`))
    expect(only(document(done('2026-06-30T22:30:00Z')))).toMatchObject({
      ...{ transactionDate: '2026-07-01', former: { transactionDate: '2026-06-30' } },
    })
    const local = only(document(done('2026-07-01T00:30:00+02:00')))
    expect(local?.transactionDate).toBe('2026-07-01')
    expect(local?.former).toBeUndefined()
  })

  test('the zone may be said', () => {
    expect(only(document(booked('2026-06-30T23:30:00Z')), 'America/New_York')?.bookingDate).toBe('2026-06-30')
  })

  test('of balances, too; a plain day is as it is written, and exists', () => {
    const balance = `<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><DtTm>2026-06-30T23:30:00Z</DtTm></Dt></Bal>`
    expect(read(document(balance)).balances[0]?.day).toBe('2026-07-01')
    const days = entry('<BookgDt><Dt>2026-02-27+01:00</Dt></BookgDt><ValDt><Dt>2026-02-30</Dt></ValDt>')
    expect(only(document(days))).toMatchObject({ bookingDate: '2026-02-27', valueDate: '2026-02-28' })
  })
})

describe('texts and empty entries', () => {
  test('what looks like an entity in CDATA is none', () => {
    const text = '<![CDATA[A &amp; <b>]]> &amp;amp; <![CDATA[&lt;]]>'
    expect(only(document(entry(detail(`<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`))))?.remittance).toEqual([
      'A &amp; <b> &amp; &lt;',
    ])
  })

  test('an entry with nothing in it is told as one that was not read', () => {
    expect(read(document(`<Ntry/>${entry('')}<Ntry></Ntry>`))).toMatchObject({
      ...{ transactions: [{}], skipped: ['entry_unreadable', 'amount_missing'] },
    })
  })
})

describe('an amount without a currency', () => {
  const bare = '<Amt>1234</Amt>'
  const open = '<Amt Ccy="XXX">1234</Amt>'
  const balance =
    '<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="JPY">5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
  const inside = (amount: string) => entry('', 'DBIT', amount)
  test.each([bare, open])('%s is in that of its balance, and of the account', (amount) => {
    expect(only(document(balance + inside(amount)))?.amount).toEqual({ minor: -1234, currency: 'JPY' })
    const asked = readStatement(document(inside(amount)), 'HUF', { iban: own })
    expect(asked).toMatchObject({ transactions: [{ amount: { minor: -123_400, currency: 'HUF' } }], skipped: [] })
  })
})

describe('amounts', () => {
  const amount = (text: string) => read(document(entry('', 'DBIT', `<Amt Ccy="EUR">${text}</Amt>`)))
  test.each([
    ['.50', -50],
    ['0000000000000012.50', -1250],
    ['12.30000', -1230],
    ['+3', -300],
  ])('%s', (text, minor) => {
    expect(amount(text).transactions[0]?.amount.minor).toBe(minor)
  })
  test.each(['1,234', '1,234.56', '1.500,00', '12,30', '-5.00', 'NaN', '.'])('%s is told as unreadable', (text) => {
    expect(amount(text)).toMatchObject({ transactions: [], skipped: ['amount_unreadable'] })
  })
})

describe('the other side', () => {
  const party = (side: string, name: string, iban?: string) =>
    `<${side}><Nm>${name}</Nm></${side}>${iban ? `<${side}Acct><Id><IBAN>${iban}</IBAN></Id></${side}Acct>` : ''}`
  const parties = (inside: string, more = '') => detail(`<RltdPties>${inside}</RltdPties>${more}`)

  test.each([
    ['who paid us', 'CRDT', parties(party('Dbtr', 'Shop', other) + party('Cdtr', 'Me', own)), 'Shop'],
    [
      'of a refund that keeps the parties of the payment',
      'CRDT',
      parties(party('Dbtr', 'Me', own) + party('Cdtr', 'Shop', other)),
      'Shop',
    ],
    ['of a refund that names only the shop', 'CRDT', parties(party('Cdtr', 'Shop', other)), 'Shop'],
    [
      'of what is sent back',
      'CRDT',
      parties(party('Dbtr', 'Me') + party('Cdtr', 'Shop'), '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>'),
      'Shop',
    ],
    [
      'of a reversal',
      'DBIT',
      `<RvslInd>true</RvslInd>${parties(party('Dbtr', 'Payer') + party('Cdtr', 'Me'))}`,
      'Payer',
    ],
    ['named alone, and nothing else said', 'CRDT', parties(party('Cdtr', 'Shop')), 'Shop'],
    ['ourselves named alone', 'CRDT', parties(party('Cdtr', 'Me', own)), undefined],
  ])('%s', (_who, sign, inside, name) => {
    expect(only(document(entry(inside, sign)))?.counterpartyName).toBe(name)
  })

  test('is not the owner', () => {
    const owner = '<Ownr><Nm>Mia Meier</Nm></Ownr>'
    const xml = entry(parties(party('Cdtr', 'MIA MEIER')))
    expect(only(document(xml, own, owner))?.counterpartyName).toBeUndefined()
  })

  test('with an IBAN whose check sum is wrong: that is text', () => {
    const found = only(document(entry(parties(party('Dbtr', 'Shop', 'NL92ABNA0417164300')))))
    expect(found?.counterpartyIban).toBeUndefined()
    expect(found).toMatchObject({ counterpartyName: 'Shop', remittance: ['NL92ABNA0417164300'] })
  })
})

test('no text is lost: of the entry, of its detail, of documents that are paid', () => {
  const inside = `${detail(
    '<RmtInf><Ustrd>eins</Ustrd><Strd><RfrdDocInf><Nb>INV-1</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf><AddtlRmtInf>zwei</AddtlRmtInf></Strd></RmtInf><AddtlTxInf>Kasse 3</AddtlTxInf>',
  )}<AddtlNtryInf>Kartenzahlung</AddtlNtryInf>`
  expect(only(document(entry(inside)))).toMatchObject({
    ...{ remittance: ['eins', 'RF18', 'INV-1', 'zwei'], additionalInformation: 'Kartenzahlung Kasse 3' },
  })
})

test('announced entries of the first version are pending', () => {
  const xml = document(entry('').replace('<Sts>BOOK</Sts>', '<Sts>FUTR</Sts>'))
  expect(only(xml)?.status).toBe('PENDING')
})

test('a status that nobody knows is told for information: it is not to come', () => {
  const xml = document(entry('').replace('<Sts>BOOK</Sts>', '<Sts><Cd>FOO</Cd></Sts>'))
  expect(readStatement(xml)).toMatchObject({ transactions: [{ status: 'OTHER', informative: true }] })
})

test('a booked entry whose only day nobody can read is told as unread', () => {
  const dated = (day: string) => readStatement(document(entry(`<BookgDt><Dt>${day}</Dt></BookgDt>`)))
  expect(dated('30/06/2026')).toMatchObject({ transactions: [], skipped: ['date_unreadable'] })
  expect(dated('2026-06-30')).toMatchObject({ transactions: [{ bookingDate: '2026-06-30' }], skipped: [] })
})
