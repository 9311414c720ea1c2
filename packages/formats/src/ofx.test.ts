import { transactionTypes } from '@raccord/contract'
import { expect, it } from 'vitest'
import { ofxWriter } from './ofx.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import { account, card, createdAt, entry, totals, written } from './testing/specimen.ts'

const writer = () => ofxWriter({ version: 2, createdAt })
const write = (more: Partial<StatementEntry>) => writer().entry({ ...entry, ...more }, account)
const open = (more: Partial<StatementAccount> = {}) => writer().open({ ...account, ...more }, totals)

it('one file of two accounts, to the letter', async () => {
  const { balance: _, ...plain } = account
  expect(
    await written(writer(), [
      [plain, [entry]],
      [{ ...account, id: 'acc_2' }, []],
      [card, []],
    ]),
  ).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
      '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>',
      '<OFX>',
      '<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>20261130081530</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>',
      '<BANKMSGSRSV1>',
      '<STMTTRNRS><TRNUID>acc_1042</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>2041</BANKID><ACCTID>FR7630006000011234567890189</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>',
      '<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261129</DTEND>',
      '<STMTTRN><TRNTYPE>POS</TRNTYPE><DTPOSTED>20261125</DTPOSTED><DTUSER>20261124</DTUSER><TRNAMT>-23.40</TRNAMT><FITID>tx_90112</FITID><CHECKNUM>77</CHECKNUM><NAME>Librairie des Quais</NAME><MEMO>CARTE 24/11 FACTURE 7</MEMO></STMTTRN>',
      '</BANKTRANLIST></STMTRS></STMTTRNRS>',
      '<STMTTRNRS><TRNUID>acc_2</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>2041</BANKID><ACCTID>FR7630006000011234567890189</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>',
      '<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261129</DTEND>',
      '</BANKTRANLIST><LEDGERBAL><BALAMT>1834.50</BALAMT><DTASOF>20261129180000</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS>',
      '</BANKMSGSRSV1>',
      '<CREDITCARDMSGSRSV1>',
      '<CCSTMTTRNRS><TRNUID>acc_1077</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><CCSTMTRS><CURDEF>JPY</CURDEF><CCACCTFROM><ACCTID>•••• 4242</ACCTID></CCACCTFROM>',
      '<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261129</DTEND>',
      '</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS>',
      '</CREDITCARDMSGSRSV1>',
      '</OFX>',
      '',
    ].join('\r\n'),
  )
})

it('a file of no account is one all the same', async () => {
  const lines = (await written(writer(), [])).split('\r\n')
  expect(lines.slice(2)).toEqual(['<OFX>', expect.stringContaining('SIGNONMSGSRSV1'), '</OFX>', ''])
})

it('version 1 has its head, and leaves without an end', async () => {
  const text = await written(ofxWriter({ version: 1, createdAt }), [[account, []]])
  expect(text.split('\r\n').slice(0, 12)).toEqual([
    ...['OFXHEADER:100', 'DATA:OFXSGML', 'VERSION:102', 'SECURITY:NONE', 'ENCODING:UTF-8', 'CHARSET:NONE'],
    ...['COMPRESSION:NONE', 'OLDFILEUID:NONE', 'NEWFILEUID:NONE', '', '<OFX>'],
    '<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261130081530<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>',
  ])
})

it('every type of ours is one of OFX', () => {
  const types = transactionTypes.map((type) => /<TRNTYPE>(\w+)</.exec(write({ type }))?.[1])
  expect(Object.fromEntries(transactionTypes.map((type, at) => [type, types[at]]))).toEqual({
    CREDIT: 'CREDIT',
    DEBIT: 'DEBIT',
    INTEREST: 'INT',
    DIVIDEND: 'DIV',
    BANK_FEE: 'FEE',
    DEPOSIT: 'DEP',
    ATM: 'ATM',
    POINT_OF_SALE: 'POS',
    CREDIT_CARD_PAYMENT: 'PAYMENT',
    INTERNAL_TRANSFER: 'XFER',
    POTENTIAL_TRANSFER: 'XFER',
    CHECK: 'CHECK',
    ELECTRONIC_PAYMENT: 'PAYMENT',
    CASH: 'CASH',
    DIRECT_DEPOSIT: 'DIRECTDEP',
    DIRECT_DEBIT: 'DIRECTDEBIT',
    REPEATING_PAYMENT: 'REPEATPMT',
    OTHER: 'OTHER',
  })
})

it('an account is named by IBAN, else number, else ours, and has its kind', () => {
  expect(open({ kind: 'savings' })).toContain('<ACCTTYPE>SAVINGS<')
  expect(open({ kind: 'loan' })).toContain('<ACCTTYPE>CREDITLINE<')
  expect(open({ iban: '' })).toContain('<ACCTID>00012345678<')
  expect(open({ iban: '', number: '' })).toContain('<ACCTID>acc_1042<')
  expect(open({ bankId: '1234567890' })).toContain('<BANKID>123456789<')
})

it('a name that has no room stands in the memo, whole', () => {
  const name = 'x'.repeat(33)
  expect(write({ payee: name })).toContain(`<NAME>${'x'.repeat(32)}</NAME><MEMO>${name} CARTE 24/11 FACTURE 7</MEMO>`)
  expect(write({ payee: name.slice(1) })).toContain('<MEMO>CARTE 24/11 FACTURE 7</MEMO>')
  expect(write({ remittance: ['y'.repeat(300)] })).toContain(`<MEMO>${'y'.repeat(255)}</MEMO>`)
  expect(write({ checkNumber: '1234567890123' })).toContain('<CHECKNUM>123456789012</CHECKNUM>')
  expect(write({ currency: 'USD' })).toContain('<MEMO>[USD] CARTE')
})

it('without the day of booking it is the one it is filed under; without totals the range is open', () => {
  const { bookingDate: _, transactionDate: __, ...bare } = entry
  const text = writer().entry({ ...bare, date: '2026-11-20' }, account)
  expect(text).toContain('<DTPOSTED>20261120</DTPOSTED><TRNAMT>')
  expect(writer().open(account, undefined)).toContain('<DTSTART>19700101</DTSTART><DTEND>20261130</DTEND>')
})
