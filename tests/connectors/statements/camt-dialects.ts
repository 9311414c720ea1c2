import type { MadeUpEntry } from './made-up-entries.ts'
import type { Dialect } from './mt940-dialects.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const amount = (minor: number) => {
  const cents = String(Math.abs(minor)).padStart(3, '0')
  return `<Amt Ccy="EUR">${cents.slice(0, -2)}.${cents.slice(-2)}</Amt>`
}
const direction = (minor: number) => `<CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`

interface Shape {
  readonly root: string
  readonly box: string
  /** Version 8 and later put parties one level deeper. */
  readonly deep?: boolean
  readonly status?: string
  readonly date?: (day: string) => string
}

function details(one: MadeUpEntry, shape: Shape, own = ''): string {
  const side = one.minor < 0 ? 'Cdtr' : 'Dbtr'
  const name = `<Nm>${escaped(one.name)}</Nm>`
  const parties = `<RltdPties><${side}>${shape.deep ? `<Pty>${name}</Pty>` : name}</${side}><${side}Acct><Id><IBAN>${one.iban}</IBAN></Id></${side}Acct></RltdPties>`
  const texts = one.lines.map((text) => `<Ustrd>${escaped(text)}</Ustrd>`).join('')
  return `<TxDtls><Refs><EndToEndId>${one.endToEndId}</EndToEndId><MndtId>${one.mandateId}</MndtId></Refs>${own}${parties}<RmtInf>${texts}</RmtInf></TxDtls>`
}

function entry(one: MadeUpEntry, shape: Shape): string {
  const { status = '<Sts>BOOK</Sts>', date = (day) => `<Dt>${day}</Dt>` } = shape
  return `<Ntry>${amount(one.minor)}${direction(one.minor)}${status}<BookgDt>${date(one.bookingDate)}</BookgDt><ValDt>${date(one.valueDate)}</ValDt><AcctSvcrRef>${one.bankReference}</AcctSvcrRef><NtryDtls>${details(one, shape)}</NtryDtls></Ntry>`
}

function message({ root, box }: Shape, entries: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt"><${root}><GrpHdr><MsgId>1</MsgId></GrpHdr><${box}><Id>1</Id><Acct><Id><IBAN>DE74310108330000009001</IBAN></Id></Acct>${entries}</${box}></${root}></Document>`
}

const read =
  (status: 'BOOKED' | 'PENDING'): Dialect['read'] =>
  (one) => ({
    status,
    amount: { minor: one.minor, currency: 'EUR' },
    bookingDate: one.bookingDate,
    valueDate: one.valueDate,
    bankId: one.bankReference,
    counterpartyName: one.name,
    counterpartyIban: one.iban,
    endToEndId: one.endToEndId,
    mandateId: one.mandateId,
    remittance: [...new Set(one.lines)],
  })

const statement = { root: 'BkToCstmrStmt', box: 'Stmt' }
const version8 = { root: 'BkToCstmrAcctRpt', box: 'Rpt', deep: true, status: '<Sts><Cd>PDNG</Cd></Sts>' }
const notification = {
  root: 'BkToCstmrDbtCdtNtfctn',
  box: 'Ntfctn',
  date: (day: string) => `<DtTm>${day}T12:00:00Z</DtTm>`,
}

const plain = (name: string, shape: Shape, status: 'BOOKED' | 'PENDING' = 'BOOKED'): Dialect => ({
  name,
  write: (all) => message(shape, all.map((one) => entry(one, shape)).join('')),
  read: read(status),
})

export const camtDialects: readonly Dialect[] = [
  plain('camt.053 version 2', statement),
  plain('camt.052 version 8, announced', version8, 'PENDING'),
  plain('camt.054, instants', notification),
  {
    name: 'camt.053 with a prefix on every element, lines and spaces between',
    write: (all) =>
      message(statement, all.map((one) => entry(one, statement)).join('\n'))
        .replace(/<(\/?)([A-Z])/g, '<$1n:$2')
        .replace(/></g, '>\r\n  <'),
    read: read('BOOKED'),
  },
  {
    name: 'camt.053, an entry for the day with details of both directions',
    write: (all) => {
      const sum = all.reduce((total, { minor }) => total + minor, 0)
      const parts = all.map((one) => details(one, statement, amount(one.minor) + direction(one.minor))).join('')
      const first = all[0] as MadeUpEntry
      return message(
        statement,
        `<Ntry>${amount(sum)}${direction(sum)}<Sts>BOOK</Sts><BookgDt><Dt>${first.bookingDate}</Dt></BookgDt><NtryDtls>${parts}</NtryDtls></Ntry>`,
      )
    },
    read: (one) => {
      const { bookingDate: _booked, valueDate: _value, bankId: _id, ...rest } = read('BOOKED')(one)
      return rest
    },
  },
]
