import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStatement, statementReader } from '../read-statement.ts'
import { maxEntryLength, StatementError, type StatementPart } from '../statement-part.ts'

const document = (inside: string, root = 'BkToCstmrStmt', box = 'Stmt') =>
  `<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><${root}><GrpHdr><MsgId>1</MsgId></GrpHdr><${box}><Id>s</Id>${inside}</${box}></${root}></Document>`
const entry = (inside: string, amount = '12.30', sign = 'DBIT') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-01</Dt></BookgDt>${inside}</Ntry>`
const read = (xml: string) => {
  const statement = readStatement(xml)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  return statement
}
const only = (inside: string, ...more: [amount?: string, sign?: string]) => {
  const [found] = read(document(entry(inside, ...more))).transactions
  if (!found) throw new Error('no entry')
  return found
}

test('an entry of camt.053 version 8 with everything', () => {
  const found =
    only(`<ValDt><DtTm>2026-03-02T10:00:00+01:00</DtTm></ValDt><NtryRef>n1</NtryRef><AcctSvcrRef>b1</AcctSvcrRef>
    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RDDT</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn><Prtry><Cd>NDDT+105</Cd></Prtry></BkTxCd>
    <NtryDtls><TxDtls><Refs><EndToEndId>e2e</EndToEndId><MndtId>M-1</MndtId></Refs>
    <AmtDtls><InstdAmt><Amt Ccy="USD">14.00</Amt><CcyXchg><XchgRate>1.1382</XchgRate></CcyXchg></InstdAmt></AmtDtls>
    <RltdPties><Cdtr><Pty><Nm>Shop &amp; Söhne &#x20AC;</Nm><Id><PrvtId><Othr><Id>FR12ZZZ</Id></Othr></PrvtId></Id></Pty></Cdtr>
    <CdtrAcct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id></CdtrAcct></RltdPties>
    <RmtInf><Ustrd>one</Ustrd><Ustrd>two</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
    <AddtlNtryInf>Lastschrift</AddtlNtryInf>`)
  expect(found).toMatchObject({
    ...{ status: 'BOOKED', bankId: 'b1', entryReference: 'n1', amount: { minor: -1230, currency: 'EUR' } },
    ...{ bookingDate: '2026-03-01', valueDate: '2026-03-02', remittance: ['one', 'two', 'RF18'] },
    ...{ counterpartyName: 'Shop & Söhne €', counterpartyIban: 'DE89370400440532013000', creditorId: 'FR12ZZZ' },
    ...{ mandateId: 'M-1', endToEndId: 'e2e', bankTransactionCode: 'PMNT-RDDT-ESDD', proprietaryCode: 'NDDT+105' },
    ...{
      original: { amount: { minor: -1400, currency: 'USD' }, rate: '1.1382' },
      additionalInformation: 'Lastschrift',
    },
  })
})

test('money that came in is from the debtor; references that say nothing are none', () => {
  const found = only(
    '<AcctSvcrRef>NONREF</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Dbtr><Nm>Boss</Nm></Dbtr><Cdtr><Nm>Me</Nm></Cdtr></RltdPties></TxDtls></NtryDtls>',
    '1',
    'CRDT',
  )
  expect(found).toMatchObject({ counterpartyName: 'Boss', amount: { minor: 100 } })
  expect(found.bankId).toBeUndefined()
  expect(found.endToEndId).toBeUndefined()
})

const part = (amount: string, ref: string) =>
  `<TxDtls><Refs><EndToEndId>${ref}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt></TxDtls>`

test('a batch whose parts add up is taken apart, each with an identity of its own', () => {
  const xml = document(
    entry(`<AcctSvcrRef>b</AcctSvcrRef><NtryDtls>${part('10.00', 'x')}${part('2.30', 'y')}</NtryDtls>`),
  )
  expect(read(xml).transactions).toMatchObject([
    { bankId: 'b/1', endToEndId: 'x', amount: { minor: -1000 } },
    { bankId: 'b/2', endToEndId: 'y', amount: { minor: -230 } },
  ])
})

test('a batch whose parts do not add up stays one', () => {
  const xml = document(entry(`<NtryDtls>${part('10.00', 'x')}${part('2.00', 'y')}</NtryDtls>`))
  expect(read(xml).transactions).toMatchObject([{ amount: { minor: -1230 } }])
})

test.each([
  ['<Sts>PDNG</Sts>', 'PENDING'],
  ['<Sts><Cd>PDNG</Cd></Sts>', 'PENDING'],
  ['<Sts>INFO</Sts>', 'OTHER'],
  ['', 'BOOKED'],
])('status %s is %s', (sts, status) => {
  const xml = document(
    `<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>${sts}</Ntry>`,
    'BkToCstmrAcctRpt',
    'Rpt',
  )
  expect(read(xml).transactions).toMatchObject([{ status }])
})

test('balances by their names of Berlin Group, and the account they are of', () => {
  const balance = (code: string, sign: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>`
  const reader = statementReader('camt')
  const account = '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>'
  const parts = reader.push(document(account + balance('CLBD', 'DBIT') + balance('ITAV', 'CRDT')))
  expect([...parts, ...reader.end()]).toMatchObject([
    { kind: 'account', iban: 'DE89370400440532013000', currency: 'EUR' },
    { kind: 'balance', balance: { type: 'closingBooked', amount: { minor: -500 }, day: '2026-03-01' } },
    { kind: 'balance', balance: { type: 'interimAvailable', amount: { minor: 500 } } },
  ])
})

test('a prefix on every element, quotes with angle brackets, comments and CDATA beside entries', () => {
  const plain = document(`<!-- <Ntry> -->${entry('')}<![CDATA[<Ntry>]]>`)
  expect(read(plain).transactions).toHaveLength(1)
  const prefixed = document(entry('<NtryDtls><TxDtls/></NtryDtls>')).replace(/<(\/?)([A-Z])/g, '<$1n:$2')
  expect(read(prefixed.replace('<n:Document ', '<n:Document note="a > b" ')).transactions).toHaveLength(1)
})

test.each([
  ['no amount', '<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>', 'amount_missing'],
  ['an amount that is none', entry('', 'abc'), 'amount_unreadable'],
  ['no direction', '<Ntry><Amt Ccy="EUR">1</Amt></Ntry>', 'sign_missing'],
  ['broken inside', '<Ntry><Amt Ccy="EUR">1</Amt><A></B></Ntry>', 'sign_missing'],
])('an entry with %s costs itself', (_what, bad, rule) => {
  const statement = read(document(`${entry('')}${bad}${entry('')}`))
  expect(statement.transactions).toHaveLength(2)
  expect(statement.skipped).toEqual([rule])
})

describe('documents that are refused', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${document(entry('<AddtlNtryInf>&b;</AddtlNtryInf>'))}`
  test.each([
    ['external entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${document(entry(''))}`],
    ['billion laughs', laughs],
    ['an end in the middle', document(entry('')).slice(0, -20)],
    ['an entry without end', document('<Ntry>').replace('</Stmt>', '')],
    ['elements across', document('').replace('</Stmt>', '</Rpt>')],
    ['another message', '<Document><CstmrCdtTrfInitn></CstmrCdtTrfInitn></Document>'],
    ['a web page', '<html><body>Sorry</body></html>'],
    ['depth', `<Document><BkToCstmrStmt>${'<a>'.repeat(100)}`],
    ['a tag that never ends', `<Document ${'x'.repeat(30_000)}`],
  ])('%s', (_what, xml) => {
    expect(readStatement(xml)).toMatchObject({ kind: 'unreadable' })
  })

  test('an entry that never ends stops at the limit, not at the end of memory', () => {
    const reader = statementReader('camt')
    reader.push('<Document><BkToCstmrStmt><Stmt><Ntry>')
    const chunk = 'x'.repeat(100_000)
    let fed = 0
    expect(() => {
      for (; fed < 10 * maxEntryLength; fed += chunk.length) reader.push(chunk)
    }).toThrow(StatementError)
    expect(fed).toBeLessThanOrEqual(maxEntryLength)
  })

  test('entities inside an entry are never looked up', () => {
    expect(only('<AddtlNtryInf>&xxe; &amp; &#0;</AddtlNtryInf>').additionalInformation).toBe('&xxe; &')
  })
})

test('however it is cut into pieces, the same comes out', () => {
  const xml = document(
    `<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><!-- n > 1 -->${entry('<NtryDtls><TxDtls/></NtryDtls>')}${entry('', '7.00', 'CRDT')}`,
  )
  const parts = (pieces: readonly string[]): StatementPart[] => {
    const reader = statementReader('camt')
    return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
  }
  const whole = parts([xml])
  fc.assert(
    fc.property(fc.array(fc.nat(xml.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), xml.length]
      expect(parts(at.slice(1).map((end, index) => xml.slice(at[index], end)))).toEqual(whole)
    }),
    { numRuns: 200 },
  )
})
