import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry, StatementTotals } from './statement.ts'
import type { Writer } from './writer.ts'
import { escapeXml, leaf } from './xml.ts'

/**
 * ISO 20022 camt.053.001.02, the version that is read most widely: one `Stmt` an account, one `TxDtls` an entry (readers make several
 * of several). Booked entries alone. Without a balance of the bank's, which the message demands, a zero is written of the type
 * `NOT TOLD BY THE BANK`.
 */
export function camtWriter({ createdAt }: { readonly createdAt: string }): Writer<StatementAccount, StatementEntry> {
  const made = `${createdAt.slice(0, 19)}Z`
  return {
    head: () =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr>${leaf('MsgId', `RACCORD-${made.replace(/\D/g, '')}`)}<CreDtTm>${made}</CreDtTm></GrpHdr>\n`,
    open(account, totals) {
      if (totals === undefined) throw new Error('A statement needs its totals.')
      return `<Stmt>${leaf('Id', `${account.id}-${compact(totals.from)}-${compact(totals.until)}`, 35)}<CreDtTm>${made}</CreDtTm><FrToDt><FrDtTm>${totals.from}T00:00:00</FrDtTm><ToDtTm>${totals.until}T23:59:59</ToDtTm></FrToDt>${accountOf(account)}${balances(account, totals)}<TxsSummry><TtlNtries><NbOfNtries>${totals.count}</NbOfNtries></TtlNtries></TxsSummry>\n`
    },
    entry(entry) {
      return `<Ntry>${leaf('NtryRef', entry.id, 35)}${money(entry.amount, entry.currency)}<Sts>BOOK</Sts>${onDay('BookgDt', entry.bookingDate ?? entry.date)}${entry.valueDate ? onDay('ValDt', entry.valueDate) : ''}${leaf('AcctSvcrRef', entry.id, 35)}${code(entry)}<NtryDtls><TxDtls>${references(entry)}${parties(entry)}${remittance(entry)}</TxDtls></NtryDtls>${leaf('AddtlNtryInf', entry.label, 500)}</Ntry>\n`
    },
    close: () => '</Stmt>\n',
    foot: () => '</BkToCstmrStmt></Document>\n',
  }
}

const compact = (day: string): string => day.replaceAll('-', '')
const onDay = (name: string, day: string): string => `<${name}><Dt>${day}</Dt></${name}>`

/** Unsigned, and which way it goes. */
function money(amount: string, currency: string): string {
  const direction = amount.startsWith('-') ? 'DBIT' : 'CRDT'
  return `<Amt Ccy="${escapeXml(currency)}">${amount.replace('-', '')}</Amt><CdtDbtInd>${direction}</CdtDbtInd>`
}

function accountOf(account: StatementAccount): string {
  const iban = account.iban && ibanShape.test(account.iban) ? account.iban : undefined
  const id = iban ? leaf('IBAN', iban) : `<Othr>${leaf('Id', account.number || account.id, 34)}</Othr>`
  const owner = account.owner ? `<Ownr>${leaf('Nm', account.owner, 140)}</Ownr>` : ''
  return `<Acct><Id>${id}</Id>${leaf('Ccy', account.currency)}${leaf('Nm', account.name, 70)}${owner}<Svcr><FinInstnId>${leaf('Nm', account.bank, 140)}</FinInstnId></Svcr></Acct>`
}

const ibanShape = /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/

function balances(account: StatementAccount, totals: StatementTotals): string {
  const { opening, closing } = totals
  if (opening === undefined || closing === undefined)
    return balance('<Prtry>NOT TOLD BY THE BANK</Prtry>', '0', account.currency, totals.until)
  return `${balance('<Cd>OPBD</Cd>', opening, account.currency, totals.from)}${balance('<Cd>CLBD</Cd>', closing, account.currency, totals.until)}`
}

function balance(type: string, amount: string, currency: string, day: string): string {
  return `<Bal><Tp><CdOrPrtry>${type}</CdOrPrtry></Tp>${money(amount, currency)}<Dt><Dt>${day}</Dt></Dt></Bal>`
}

/** A code of the external list, else a word under our name: the element has to be there. */
function code({ bankCode, type }: StatementEntry): string {
  const [, domain, family, sub] = /^([A-Z]{4})-([A-Z]{4})-([A-Z]{4})$/.exec(bankCode ?? '') ?? []
  if (sub === undefined) return `<BkTxCd><Prtry>${leaf('Cd', type, 35)}<Issr>Raccord</Issr></Prtry></BkTxCd>`
  return `<BkTxCd><Domn><Cd>${domain}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${sub}</SubFmlyCd></Fmly></Domn></BkTxCd>`
}

function references({ endToEndId, mandateId, checkNumber }: StatementEntry): string {
  const all = `${leaf('EndToEndId', endToEndId, 35)}${leaf('MndtId', mandateId, 35)}${leaf('ChqNb', checkNumber, 35)}`
  return all === '' ? '' : `<Refs>${all}</Refs>`
}

/** Who paid, or was paid. */
function parties({ amount, payee, payeeIban }: StatementEntry): string {
  const role = amount.startsWith('-') ? 'Cdtr' : 'Dbtr'
  const name = leaf('Nm', payee, 140)
  const iban =
    payeeIban && ibanShape.test(payeeIban) ? `<${role}Acct><Id>${leaf('IBAN', payeeIban)}</Id></${role}Acct>` : ''
  const party = name === '' ? '' : `<${role}>${name}</${role}>`
  return party === '' && iban === '' ? '' : `<RltdPties>${party}${iban}</RltdPties>`
}

/** In pieces of 140, as the message has them. */
function remittance(entry: StatementEntry): string {
  const pieces = entry.remittance.flatMap((line) => oneLine(line).match(/.{1,140}/gu) ?? [])
  return pieces.length === 0 ? '' : `<RmtInf>${pieces.map((piece) => leaf('Ustrd', piece)).join('')}</RmtInf>`
}
