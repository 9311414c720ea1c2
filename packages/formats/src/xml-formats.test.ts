import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { camtWriter } from './camt.ts'
import { ofxWriter } from './ofx.ts'
import { account, card, createdAt, entry, hostile, written } from './testing/specimen.ts'

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, attributeNamePrefix: '@' })
const parsed = (xml: string) => {
  expect(XMLValidator.validate(xml)).toBe(true)
  return parser.parse(xml)
}

it('writes OFX 2 that another reader reads', async () => {
  const text = await written(ofxWriter({ version: 2, createdAt }), [
    [account, [entry, hostile]],
    [card, [{ ...entry, id: 'tx_1', amount: '-1200', currency: 'JPY' }]],
  ])
  expect(text).toContain('<?OFX OFXHEADER="200" VERSION="211"')
  const { OFX } = parsed(text.replace(/^<\?OFX.*\?>$/m, ''))
  const bank = OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS
  expect(bank.CURDEF).toBe('EUR')
  expect(bank.BANKACCTFROM).toEqual({ BANKID: '2041', ACCTID: account.iban, ACCTTYPE: 'CHECKING' })
  expect(bank.LEDGERBAL).toEqual({ BALAMT: '1834.50', DTASOF: '20261129180000' })
  expect(bank.BANKTRANLIST.DTSTART).toBe('20261101')
  expect(bank.BANKTRANLIST.STMTTRN[0]).toEqual({
    TRNTYPE: 'POS',
    DTPOSTED: '20261125',
    DTUSER: '20261124',
    TRNAMT: '-23.40',
    FITID: 'tx_90112',
    CHECKNUM: '77',
    NAME: 'Librairie des Quais',
    MEMO: 'CARTE 24/11 FACTURE 7',
  })
  expect(bank.BANKTRANLIST.STMTTRN[1].TRNAMT).toBe('5.00')
  const cards = OFX.CREDITCARDMSGSRSV1.CCSTMTTRNRS.CCSTMTRS
  expect(cards.CCACCTFROM).toEqual({ ACCTID: card.number })
  expect(cards.BANKTRANLIST.STMTTRN.TRNAMT).toBe('-1200')
})

it('writes OFX 1, in which leaves have no end', async () => {
  const text = await written(ofxWriter({ version: 1, createdAt }), [[account, [entry, hostile]]])
  expect(text.startsWith('OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n')).toBe(true)
  expect(text).toContain('<TRNAMT>-23.40<FITID>tx_90112<')
  expect(text).not.toContain('</TRNAMT>')
  // The least that a reader of SGML does: close what the next tag shows to have ended.
  const closed = text.slice(text.indexOf('<OFX>')).replace(/<([A-Z0-9]+)>([^<\r\n]+)/g, '<$1>$2</$1>')
  const { OFX } = parsed(closed)
  expect(OFX.SIGNONMSGSRSV1.SONRS.STATUS).toEqual({ CODE: '0', SEVERITY: 'INFO' })
  expect(OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN).toHaveLength(2)
})

it('writes camt.053 whose balances add up', async () => {
  const text = await written(camtWriter({ createdAt }), [[account, [entry, hostile]]])
  const { Document } = parsed(text)
  expect(Document['@xmlns']).toBe('urn:iso:std:iso:20022:tech:xsd:camt.053.001.02')
  const { Stmt } = Document.BkToCstmrStmt
  expect(Object.keys(Stmt)).toEqual(['Id', 'CreDtTm', 'FrToDt', 'Acct', 'Bal', 'TxsSummry', 'Ntry'])
  expect(Stmt.Acct.Id.IBAN).toBe(account.iban)
  const signed = ({ Amt, CdtDbtInd }: { Amt: { '#text': string }; CdtDbtInd: string }) =>
    Math.round(Number(Amt['#text']) * 100) * (CdtDbtInd === 'DBIT' ? -1 : 1)
  const [opening, closing] = Stmt.Bal
  expect([opening.Tp.CdOrPrtry.Cd, closing.Tp.CdOrPrtry.Cd]).toEqual(['OPBD', 'CLBD'])
  expect(Stmt.Ntry.map(signed).reduce((sum: number, one: number) => sum + one, signed(opening))).toBe(signed(closing))
  const [first, second] = Stmt.Ntry
  expect(Object.keys(first)).toEqual([
    'NtryRef',
    'Amt',
    'CdtDbtInd',
    'Sts',
    'BookgDt',
    'ValDt',
    'AcctSvcrRef',
    'BkTxCd',
    'NtryDtls',
    'AddtlNtryInf',
  ])
  expect(first.Amt).toEqual({ '#text': '23.40', '@Ccy': 'EUR' })
  expect(first.BkTxCd.Domn).toEqual({ Cd: 'PMNT', Fmly: { Cd: 'CCRD', SubFmlyCd: 'POSD' } })
  expect(first.NtryDtls.TxDtls).toEqual({
    Refs: { EndToEndId: 'E2E-1', MndtId: 'M-1', ChqNb: '77' },
    RltdPties: { Cdtr: { Nm: 'Librairie des Quais' }, CdtrAcct: { Id: { IBAN: entry.payeeIban } } },
    RmtInf: { Ustrd: ['CARTE 24/11', 'FACTURE 7'] },
  })
  expect(second.BkTxCd.Prtry).toEqual({ Cd: 'CREDIT', Issr: 'Raccord' })
  expect(second.NtryDtls.TxDtls.RltdPties.Dbtr.Nm).toBe('-2+3;=1+1 <b>&amp;amp; \\" |; ^'.replace('&amp;amp;', '&amp;'))
})

it('says in camt.053 that the bank tells no balance', async () => {
  const text = await written(camtWriter({ createdAt }), [[card, []]])
  expect(parsed(text).Document.BkToCstmrStmt.Stmt.Bal).toBeDefined()
})

it('lets no text of a bank become markup, a control or half a character', async () => {
  for (const writer of [camtWriter({ createdAt }), ofxWriter({ version: 2, createdAt })]) {
    const text = await written(writer, [[account, [hostile]]])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/)
    expect(text).not.toContain('<b>')
    expect(text.isWellFormed()).toBe(true)
  }
})
