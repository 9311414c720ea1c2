import { expect, it } from 'vitest'
import { camtWriter } from './camt.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import { account, card, createdAt, entry, totals, written } from './testing/specimen.ts'

const writer = camtWriter({ createdAt })
const write = (more: Partial<StatementEntry>) => writer.entry({ ...entry, ...more }, account)
const open = (more: Partial<StatementAccount> = {}, sums: Partial<typeof totals> = {}) =>
  writer.open({ ...account, ...more }, { ...totals, ...sums })

it('one statement, to the letter', async () => {
  expect(await written(writer, [[account, [entry]]])).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>RACCORD-20261130081530</MsgId><CreDtTm>2026-11-30T08:15:30Z</CreDtTm></GrpHdr>
<Stmt><Id>acc_1042-20261101-20261129</Id><CreDtTm>2026-11-30T08:15:30Z</CreDtTm><FrToDt><FrDtTm>2026-11-01T00:00:00</FrDtTm><ToDtTm>2026-11-29T23:59:59</ToDtTm></FrToDt><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id><Ccy>EUR</Ccy><Nm>Current, &quot;joint&quot; account</Nm><Ownr><Nm>C. Durand</Nm></Ownr><Svcr><FinInstnId><Nm>Banque du Port &amp; Fils</Nm></FinInstnId></Svcr></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1852.90</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1834.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-29</Dt></Dt></Bal><TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry>
<Ntry><NtryRef>tx_90112</NtryRef><Amt Ccy="EUR">23.40</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-25</Dt></BookgDt><ValDt><Dt>2026-11-26</Dt></ValDt><AcctSvcrRef>tx_90112</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>POSD</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId><MndtId>M-1</MndtId><ChqNb>77</ChqNb></Refs><RltdPties><Cdtr><Nm>Librairie des Quais</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>CARTE 24/11</Ustrd><Ustrd>FACTURE 7</Ustrd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>Librairie des Quais - CARTE 24/11</AddtlNtryInf></Ntry>
</Stmt>
</BkToCstmrStmt></Document>
`,
  )
})

it('what came in is a credit of the debtor', () => {
  const text = write({ amount: '5.00' })
  expect(text).toContain('<Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>')
  expect(text).toContain(
    '<RltdPties><Dbtr><Nm>Librairie des Quais</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>',
  )
})

it('what is not known has no element', () => {
  const {
    valueDate: _,
    payee: __,
    payeeIban: ___,
    endToEndId: ____,
    mandateId: _____,
    checkNumber: ______,
    bookingDate: _______,
    ...bare
  } = entry
  const text = writer.entry({ ...bare, remittance: [] }, account)
  expect(text).not.toMatch(/ValDt|RltdPties|Refs|RmtInf/)
  expect(text).toContain('<BookgDt><Dt>2026-11-25</Dt></BookgDt>')
  expect(text).toContain('<NtryDtls><TxDtls></TxDtls></NtryDtls>')
  // Nor what is no IBAN.
  for (const payeeIban of ['12345', 'xDE89370400440532013000', 'DE89370400440532013000x'])
    expect(write({ payeeIban })).not.toContain('CdtrAcct')
  expect(writer.entry({ ...bare, payeeIban: 'DE89370400440532013000' }, account)).toContain('<RltdPties><CdtrAcct>')
})

it('a word of the bank is a code of ours', () => {
  for (const bankCode of [undefined, 'VIR', 'PMNT-CCRD', 'XPMNT-CCRD-POSD', 'PMNT-CCRD-POSDX']) {
    expect(write({ bankCode } as Partial<StatementEntry>)).toContain(
      '<BkTxCd><Prtry><Cd>POINT_OF_SALE</Cd><Issr>Raccord</Issr></Prtry></BkTxCd>',
    )
  }
})

it('texts are cut where the message has no room, remittance is in pieces', () => {
  const long = 'x'.repeat(600)
  const text = write({
    payee: long,
    remittance: ['y'.repeat(281)],
    endToEndId: long,
    mandateId: long,
    checkNumber: long,
    id: long,
    label: long,
  })
  const lengths = [...text.matchAll(/<(\w+)>((.)\3*)<\/\1>/g)]
    .map(([, name, { length } = '']) => [name, length] as const)
    .filter(([, length]) => length > 30)
  expect(lengths).toEqual([
    ['NtryRef', 35],
    ['AcctSvcrRef', 35],
    ['EndToEndId', 35],
    ['MndtId', 35],
    ['ChqNb', 35],
    ['Nm', 140],
    ['Ustrd', 140],
    ['Ustrd', 140],
    ['AddtlNtryInf', 500],
  ])
  expect(text).toContain('<Ustrd>y</Ustrd>')
  expect(open({ number: 'z'.repeat(40), iban: 'no', name: 'n'.repeat(80) })).toContain(
    `<Othr><Id>${'z'.repeat(34)}</Id></Othr>`,
  )
  expect(open({ name: 'n'.repeat(80) })).toContain(`<Nm>${'n'.repeat(70)}</Nm>`)
})

it('an account without an IBAN has its number, else ours; without an owner none', () => {
  const { iban: _, owner: __, ...plain } = account
  expect(writer.open(plain, totals)).toContain('<Acct><Id><Othr><Id>00012345678</Id></Othr></Id>')
  expect(writer.open({ ...plain, number: '' }, totals)).toContain('<Othr><Id>acc_1042</Id></Othr>')
  expect(writer.open(plain, totals)).not.toContain('Ownr')
})

it('without both balances a zero says that the bank told none', () => {
  const { opening: _, ...half } = totals
  const none =
    '<Bal><Tp><CdOrPrtry><Prtry>NOT TOLD BY THE BANK</Prtry></CdOrPrtry></Tp><Amt Ccy="JPY">0</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-29</Dt></Dt></Bal>'
  expect(writer.open(card, half)).toContain(none)
  const { closing: __, ...other } = totals
  expect(writer.open(card, other)).toContain(none)
  expect(open({}, { opening: '-1.00' })).toContain('<Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>')
  expect(() => writer.open(account, undefined)).toThrow('A statement needs its totals.')
})
