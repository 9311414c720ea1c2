import type { TransactionType } from '@raccord/contract'
import { foreignNote, notesOf, payeeOf } from './notes.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry, StatementTotals } from './statement.ts'
import type { Writer } from './writer.ts'
import { escapeXml } from './xml.ts'

export interface OfxOptions {
  /** 2: XML. 1: the SGML of 1.0.2, in which what holds text has no end. */
  readonly version: 1 | 2
  /** ISO instant. */
  readonly createdAt: string
}

const kinds: Record<TransactionType, string> = {
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
}

const status = '<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>'
const heads = {
  1: 'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:UTF-8\r\nCHARSET:NONE\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n',
  2: '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\r\n',
} as const

/**
 * OFX (Open Financial Exchange 2.1.1, or 1.0.2). Cards are a message set of their own: some readers see nothing but it in a file that
 * has both, so a file of one account is the safer one. An IBAN is written whole as `ACCTID`, which the standard wants shorter: cut,
 * two accounts might become one.
 */
export function ofxWriter({ version, createdAt }: OfxOptions): Writer<StatementAccount, StatementEntry> {
  const leaf = (name: string, text: string | undefined, most?: number): string => {
    const line = text === undefined ? '' : oneLine(text, most)
    return line === '' ? '' : `<${name}>${escapeXml(line)}${version === 1 ? '' : `</${name}>`}`
  }
  const own = (markup: string): string => (version === 1 ? markup.replace(/<\/(CODE|SEVERITY)>/g, '') : markup)
  let set: 'BANK' | 'CREDITCARD' | undefined
  return {
    head: () =>
      `${heads[version]}<OFX>\r\n<SIGNONMSGSRSV1><SONRS>${own(status)}${leaf('DTSERVER', instant(createdAt))}${leaf('LANGUAGE', 'ENG')}</SONRS></SIGNONMSGSRSV1>\r\n`,
    open(account, totals) {
      const next = account.kind === 'card' ? 'CREDITCARD' : 'BANK'
      const change = set === next ? '' : `${set ? `</${set}MSGSRSV1>\r\n` : ''}<${next}MSGSRSV1>\r\n`
      set = next
      return `${change}<${prefix(account)}STMTTRNRS>${leaf('TRNUID', account.id)}${own(status)}<${prefix(account)}STMTRS>${leaf('CURDEF', account.currency)}${from(account, leaf)}\r\n<BANKTRANLIST>${range(totals, createdAt, leaf)}\r\n`
    },
    entry(entry, account) {
      const notes = `${foreignNote(entry, account.currency)}${notesOf(entry)}`
      const payee = payeeOf(entry)
      return `<STMTTRN>${leaf('TRNTYPE', kinds[entry.type])}${leaf('DTPOSTED', compact(entry.bookingDate ?? entry.date))}${leaf('DTUSER', entry.transactionDate && compact(entry.transactionDate))}${leaf('TRNAMT', entry.amount)}${leaf('FITID', entry.id)}${leaf('CHECKNUM', entry.checkNumber, 12)}${leaf('NAME', payee, 32)}${leaf('MEMO', payee.length > 32 ? `${payee} ${notes}` : notes, 255)}</STMTTRN>\r\n`
    },
    close(account) {
      const { balance } = account
      const ledger = balance
        ? `<LEDGERBAL>${leaf('BALAMT', balance.amount)}${leaf('DTASOF', instant(balance.at))}</LEDGERBAL>`
        : ''
      return `</BANKTRANLIST>${ledger}</${prefix(account)}STMTRS></${prefix(account)}STMTTRNRS>\r\n`
    },
    foot: () => `${set ? `</${set}MSGSRSV1>\r\n` : ''}</OFX>\r\n`,
  }
}

type Leaf = (name: string, text: string | undefined, most?: number) => string

const prefix = ({ kind }: StatementAccount): string => (kind === 'card' ? 'CC' : '')

function from(account: StatementAccount, leaf: Leaf): string {
  const number = leaf('ACCTID', account.iban || account.number || account.id)
  if (account.kind === 'card') return `<CCACCTFROM>${number}</CCACCTFROM>`
  const type = { checking: 'CHECKING', savings: 'SAVINGS', loan: 'CREDITLINE' }[account.kind]
  return `<BANKACCTFROM>${leaf('BANKID', account.bankId, 9)}${number}${leaf('ACCTTYPE', type)}</BANKACCTFROM>`
}

function range(totals: StatementTotals | undefined, createdAt: string, leaf: Leaf): string {
  const today = createdAt.slice(0, 10)
  return `${leaf('DTSTART', compact(totals?.from ?? '1970-01-01'))}${leaf('DTEND', compact(totals?.until ?? today))}`
}

const compact = (day: string): string => day.replaceAll('-', '')
const instant = (iso: string): string => iso.slice(0, 19).replace(/[-:T]/g, '')
