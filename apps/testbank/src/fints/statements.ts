import { bookedPage, type LedgerEntry, linesOf, pendingEntries, type Timeline } from '../bank/ledger.ts'
import type { Day } from '../scenario/day.ts'
import type { ScenarioAccount } from '../scenario/scenario.ts'
import { BLZ, CAMT, nationalOf, numberOf } from './parameters.ts'
import { latin1, type Told } from './syntax.ts'

export interface Asked {
  readonly from: Day | undefined
  readonly to: Day | undefined
  readonly position: number
  readonly limit: number
}

/** Of the account as it is now. */
export interface Balance {
  readonly minor: bigint
  readonly day: Day
}

/** `undefined` next: the last page. No segment: there are no entries. */
export interface Page {
  readonly told: Told | undefined
  readonly next: number | undefined
}

export const amountOf = (minor: bigint, digits: number): string => {
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0')
  return digits === 0 ? `${text},` : `${text.slice(0, -digits)},${text.slice(-digits)}`
}

export const bare = (day: Day): string => day.replaceAll('-', '')

/** HICAZ: one document a booking day, then those that are announced. */
export function camtPage(
  account: ScenarioAccount,
  timeline: Timeline,
  digits: number,
  balance: Balance,
  asked: Asked,
): Page {
  const period = { from: asked.from, to: asked.to }
  const { entries, next } = bookedPage(account, timeline, period, asked.position, asked.limit)
  const pending = asked.position === 0 ? pendingEntries(account, timeline, period) : []
  if (entries.length === 0 && pending.length === 0) return { told: undefined, next }
  const days = Map.groupBy(entries, ({ day }) => day)
  const booked = [...days.values()].map((all) => ({ raw: document(account, all, digits, balance, true) }))
  const announced = pending.length === 0 ? [] : [{ raw: document(account, pending, digits, balance, false) }]
  const kti = [account.iban, 'RATBDEFFXXX', ...nationalOf(account)]
  return { told: { id: 'HICAZ', version: 1, elements: [kti, CAMT, booked, announced] }, next }
}

function document(
  account: ScenarioAccount,
  entries: readonly LedgerEntry[],
  digits: number,
  balance: Balance,
  booked: boolean,
): string {
  const money = (minor: bigint) =>
    `<Amt Ccy="${account.currency}">${amountOf(minor, digits).replace(/,$/, '').replace(',', '.')}</Amt>` +
    `<CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
  const one = (entry: LedgerEntry): string => {
    const { minor, day, reference, details } = entry
    const party = details.party
      ? `<RltdPties>${minor < 0n ? `<Cdtr><Nm>${escaped(details.party)}</Nm></Cdtr>` : `<Dbtr><Nm>${escaped(details.party)}</Nm></Dbtr>`}</RltdPties>`
      : ''
    const cheque = details.checkNumber ? `<Refs><ChqNb>${escaped(details.checkNumber)}</ChqNb></Refs>` : ''
    const words = linesOf(entry).map((line) => `<Ustrd>${escaped(line)}</Ustrd>`)
    const dates = day === undefined ? '' : `<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`
    return (
      `<Ntry><NtryRef>${reference}</NtryRef>${money(minor)}<Sts><Cd>${booked ? 'BOOK' : 'PDNG'}</Cd></Sts>${dates}` +
      `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls>${cheque}${party}<RmtInf>${words.join('')}</RmtInf></TxDtls></NtryDtls></Ntry>`
    )
  }
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="${CAMT}"><BkToCstmrAcctRpt><GrpHdr><MsgId>${entries[0]?.reference ?? ''}</MsgId>` +
    `<CreDtTm>2026-01-01T00:00:00Z</CreDtTm></GrpHdr><Rpt><Id>1</Id><Acct><Id><IBAN>${account.iban}</IBAN></Id><Ccy>${account.currency}</Ccy></Acct>` +
    `<Bal><Tp><CdOrPrtry><Cd>ITBD</Cd></CdOrPrtry></Tp>${money(balance.minor)}<Dt><Dt>${balance.day}</Dt></Dt></Bal>` +
    `${entries.map(one).join('')}</Rpt></BkToCstmrAcctRpt></Document>`
  // Bytes of UTF-8, as the document says; one character each.
  return Buffer.from(xml, 'utf8').toString('latin1')
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** HIKAZ: all of it at once, as a statement that opens where it has to for its end to be right. */
export function mt940Page(
  account: ScenarioAccount,
  timeline: Timeline,
  digits: number,
  balance: Balance,
  asked: Asked,
): Page {
  const period = { from: asked.from, to: asked.to }
  const { entries } = bookedPage(account, timeline, period, 0, Number.POSITIVE_INFINITY)
  if (entries.length === 0) return { told: undefined, next: undefined }
  const opening = entries.reduce((sum, { minor }) => sum - minor, balance.minor)
  const money = (minor: bigint, day: Day) =>
    `${minor < 0n ? 'D' : 'C'}${bare(day).slice(2)}${account.currency}${amountOf(minor, digits)}`
  const lines = entries.flatMap(({ minor, day = balance.day, label, reference }) => [
    `:61:${bare(day).slice(2)}${bare(day).slice(4)}${minor < 0n ? 'D' : 'C'}${amountOf(minor, digits)}NMSCNONREF//${reference.slice(0, 16)}`,
    `:86:166?00${minor < 0n ? 'LASTSCHRIFT' : 'GUTSCHRIFT'}${pieces(label)}`,
  ])
  const text = [
    '',
    ':20:STARTUMS',
    `:25:${BLZ}/${numberOf(account)}`,
    ':28C:00000/001',
    `:60F:${money(opening, entries[0]?.day ?? balance.day)}`,
    ...lines,
    `:62F:${money(balance.minor, balance.day)}`,
    '-',
    '',
  ]
  return { told: { id: 'HIKAZ', version: 6, elements: [{ raw: latin1Lines(text) }] }, next: undefined }
}

/** Fields of 27 letters, `?20` to `?29`. */
function pieces(label: string): string {
  const letters = latin1(label).replaceAll('?', ' ')
  const parts = letters.match(/.{1,27}/g)?.slice(0, 10) ?? []
  return parts.map((part, index) => `?${20 + index}${part}`).join('')
}

const latin1Lines = (lines: readonly string[]): string => lines.map(latin1).join('\r\n')

/** DIKKU: entries of a card. */
export function cardPage(
  account: ScenarioAccount,
  timeline: Timeline,
  digits: number,
  balance: Balance,
  asked: Asked,
): Page {
  const period = { from: asked.from, to: undefined }
  const { entries, next } = bookedPage(account, timeline, period, asked.position, asked.limit)
  const pending = asked.position === 0 ? pendingEntries(account, timeline, period) : []
  if (entries.length === 0 && pending.length === 0) return { told: undefined, next }
  const sign = (minor: bigint) => (minor < 0n ? 'D' : 'C')
  const one = ({ minor, day, label }: LedgerEntry, settled: 'J' | 'N') => {
    const written = bare(day ?? balance.day)
    const sum = [amountOf(minor, digits), account.currency, sign(minor)]
    return [numberOf(account), written, written, '', ...sum, '1,', ...sum, label, settled]
  }
  const total = [sign(balance.minor), amountOf(balance.minor, digits), account.currency, bare(balance.day)]
  const elements = [
    numberOf(account),
    '',
    total,
    '',
    '',
    ...pending.map((entry) => one(entry, 'N')),
    ...entries.map((entry) => one(entry, 'J')),
  ]
  return { told: { id: 'DIKKU', version: 2, elements }, next }
}
