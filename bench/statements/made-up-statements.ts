/** Entries as real banks write them in length and shape, numbered so that no two are alike. */

export function jsonPage(rows: number): string {
  const booked = Array.from({ length: rows }, (_, at) => ({
    transactionId: `t-${at}`,
    entryReference: `e-${at}`,
    endToEndId: `E2E-${at}`,
    bookingDate: dayOf(at),
    valueDate: dayOf(at),
    transactionAmount: { currency: 'EUR', amount: `-${at % 900}.${String(at % 100).padStart(2, '0')}` },
    creditorName: `Bäckerei Müller ${at % 50}`,
    creditorAccount: { iban: 'DE89370400440532013000' },
    remittanceInformationUnstructured: `Rechnung ${at} vom ${dayOf(at)}`,
    bankTransactionCode: 'PMNT-ICDT-ESCT',
    proprietaryBankTransactionCode: 'NTRF+116',
  }))
  return JSON.stringify({ account: { iban: 'DE74310108330000009001' }, transactions: { booked, pending: [] } })
}

export const camtHead =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>DE74310108330000009001</IBAN></Id><Ccy>EUR</Ccy></Acct>'
export const camtTail = '</Stmt></BkToCstmrStmt></Document>'

export function camtEntry(at: number): string {
  return `<Ntry><NtryRef>${at}</NtryRef><Amt Ccy="EUR">${at % 900}.${String(at % 100).padStart(2, '0')}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${dayOf(at)}</Dt></BookgDt><ValDt><Dt>${dayOf(at)}</Dt></ValDt><AcctSvcrRef>B${at}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>NTRF+116</Cd><Issr>DK</Issr></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E2E-${at}</EndToEndId></Refs><RltdPties><Dbtr><Nm>Max Mustermann</Nm></Dbtr><Cdtr><Nm>Bäckerei Müller ${at % 50}</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>Rechnung ${at} vom ${dayOf(at)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
}

export const mt940Head = ':20:STARTUMS\r\n:25:31010833/9001\r\n:28C:1/1\r\n:60F:C260101EUR100,00\r\n'
/** Closing balance of so many entries: mt940js refuses a file that does not add up. */
export function mt940Tail(rows: number): string {
  let cents = 10_000
  for (let at = 0; at < rows; at += 1) cents -= (at % 900) * 100 + (at % 100)
  const digits = `${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`
  return `:62F:${cents < 0 ? 'D' : 'C'}260131EUR${digits}\r\n-\r\n`
}

export function mt940Entry(at: number): string {
  const day = dayOf(at).replaceAll('-', '').slice(2)
  return `:61:${day}${day.slice(2)}D${at % 900},${String(at % 100).padStart(2, '0')}NTRFNONREF//B${at}\r\n:86:116?00SEPA-UEBERWEISUNG?109310?20EREF+E2E-${at}?21SVWZ+Rechnung ${at} vom\r\n?22${dayOf(at)}?30GENODEF1XXX?31DE89370400440532013000?32Bäckerei\r\n Müller ${at % 50}?34997\r\n`
}

export function wholeOf(head: string, entry: (at: number) => string, tail: string, rows: number): string {
  return head + Array.from({ length: rows }, (_, at) => entry(at)).join('') + tail
}

function dayOf(at: number): string {
  return `2026-01-${String((at % 28) + 1).padStart(2, '0')}`
}
