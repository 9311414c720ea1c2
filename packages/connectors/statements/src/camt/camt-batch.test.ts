import { expect, test } from 'vitest'
import { readStatement, readStatementByTurns } from '../read-statement.ts'

const document = (entries: string) =>
  `<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>${entries}</Stmt></BkToCstmrStmt></Document>`
const batch = (amount: string, details: readonly string[], more = '') =>
  `<Ntry><NtryRef>n</NtryRef><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>b</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>${details.length}</NbOfTxs></Btch>${details.join('')}</NtryDtls>${more}</Ntry>`
const detail = (at: number, amount = '<Amt Ccy="EUR">1.00</Amt>') =>
  `<TxDtls><Refs><EndToEndId>e${at}</EndToEndId></Refs>${amount}<RltdPties><Dbtr><Nm>Name ${at}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>Rechnung ${at}</Ustrd></RmtInf></TxDtls>`
const many = (count: number) => Array.from({ length: count }, (_, at) => detail(at))
const read = (xml: string) => {
  const statement = readStatement(xml)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  return statement.transactions
}

test('20,000 details: an entry each, and no more bytes kept than the bank sent', { timeout: 120_000 }, async () => {
  const xml = document(batch('20000.00', many(20_000), '<AddtlNtryInf>Sammler</AddtlNtryInf>'))
  const statement = await readStatementByTurns(xml)
  const transactions = statement.kind === 'statement' ? statement.transactions : []
  expect(transactions).toHaveLength(20_000)
  expect(transactions[19_999]).toMatchObject({
    ...{ bankId: 'b/20000', entryReference: 'n/20000', endToEndId: 'e19999', counterpartyName: 'Name 19999' },
    ...{
      amount: { minor: 100 },
      remittance: ['Rechnung 19999'],
      additionalInformation: 'Sammler',
      raw: detail(19_999),
    },
  })
  const envelopes = new Set(transactions.map(({ envelope }) => envelope))
  expect(envelopes.size).toBe(1)
  const kept = transactions.reduce((all, { raw }) => all + raw.length, 0) + ([...envelopes][0]?.length ?? 0)
  expect(kept).toBeLessThanOrEqual(xml.length)
})

test('the envelope is the entry without its details', () => {
  const [first] = read(document(batch('2.00', many(2))))
  expect(first?.envelope).toBe(batch('2.00', []).replace('<NbOfTxs>0', '<NbOfTxs>2'))
})

test('a single detail stays in its entry, as sent', () => {
  const xml = batch('1.00', many(1))
  const [only] = read(document(xml))
  expect(only?.raw).toBe(xml)
  expect(only?.envelope).toBeUndefined()
})

test.each([
  ['without amounts', many(3).map((one) => one.replace(/<Amt.*<\/Amt>/, ''))],
  ['whose amounts do not add up', [...many(2), detail(2, '<Amt Ccy="EUR">7.00</Amt>')]],
  ['in another currency', [...many(2), detail(2, '<Amt Ccy="USD">1.00</Amt>')]],
])('details %s: one entry that says what all of them say', (_what, details) => {
  expect(read(document(batch('3.00', details)))).toMatchObject([
    {
      amount: { minor: 300 },
      remittance: ['Name 0', 'Rechnung 0', 'Name 1', 'Rechnung 1', 'Name 2', 'Rechnung 2'],
      raw: batch('3.00', details),
    },
  ])
})

test('details tell the amount of the booking in any of its places', () => {
  const place = (name: string) =>
    `<Amt Ccy="USD">9.00</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">9.00</Amt></InstdAmt><${name}><Amt Ccy="EUR">1.50</Amt></${name}></AmtDtls>`
  expect(read(document(batch('3.00', [detail(0, place('TxAmt')), detail(1, place('CntrValAmt'))])))).toMatchObject([
    { amount: { minor: 150 }, original: { amount: { minor: 900, currency: 'USD' } } },
    { amount: { minor: 150 }, original: { amount: { minor: 900, currency: 'USD' } } },
  ])
})

test('a detail that takes back is one', () => {
  const back = detail(1, '<Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>')
  expect(
    read(document(batch('2.00', [detail(0, '<Amt Ccy="EUR">3.00</Amt>'), back]))).map((one) => one.amount.minor),
  ).toEqual([300, -100])
})

test('a detail that is not closed costs its entry, told, and no other', () => {
  const broken = batch('1.00', many(1)).replace('</TxDtls>', '')
  const statement = readStatement(document(`${broken}${batch('1.00', many(1))}`))
  expect(statement).toMatchObject({ skipped: ['entry_unreadable'] })
  expect(statement.kind === 'statement' && statement.transactions).toHaveLength(1)
})

test('tags within CDATA and comments are none', () => {
  const hidden = batch('1.00', many(1)).replace('Rechnung 0', '<![CDATA[</Ntry><TxDtls>]]><!-- </TxDtls> -->')
  expect(read(document(hidden))).toMatchObject([{ remittance: ['</Ntry><TxDtls>'] }])
})
