import type { BankTransaction, Money } from '@raccord/connector-kit'
import { calendarDay, dayInZone } from '../calendar-day.ts'
import { amountOf, type Direction, directionOf } from './camt-amount.ts'
import { type CamtParties, partiesOf } from './camt-parties.ts'
import { all, at, textAt, textAtAny, textOf, type XmlNode } from './xml-node.ts'

/** What `TxDtls` says, read as soon as it comes: of a batch nothing else is kept. */
export interface CamtDetail {
  readonly xml: string
  /** In each currency it is told in, unsigned; that of the booking comes first. */
  readonly amounts: readonly Money[]
  readonly direction?: Direction | undefined
  readonly bankId?: string | undefined
  readonly endToEndId?: string | undefined
  readonly mandateId?: string | undefined
  readonly checkNumber?: string | undefined
  readonly transactionDate?: string | undefined
  /** What releases before the bank's zone was known made of it. */
  readonly formerDate?: string | undefined
  readonly parties: CamtParties
  /** Sent back: the parties are those of the first way. */
  readonly returned: boolean
  readonly remittance: readonly string[]
  readonly information?: string | undefined
  readonly domainCode?: string | undefined
  readonly proprietaryCode?: string | undefined
  readonly original?: BankTransaction['original']
}

/** `zone`: where the bank's days begin. */
export function readCamtDetail(node: XmlNode | undefined, xml: string, zone: string): CamtDetail {
  const happened = textAtAny(node, ['RltdDts', 'TxDtTm'], ['RltdDts', 'AccptncDtTm'])
  const transactionDate = dayInZone(happened, zone)
  const formerDate = calendarDay(happened)
  const refs = at(node, 'Refs')
  const amounts = [
    at(node, 'Amt'),
    at(node, 'AmtDtls', 'TxAmt', 'Amt'),
    at(node, 'AmtDtls', 'CntrValAmt', 'Amt'),
    at(node, 'AmtDtls', 'InstdAmt', 'Amt'),
  ].map(amountOf)
  return {
    xml,
    amounts: amounts.filter((amount) => amount !== undefined),
    direction: directionOf(node),
    bankId: known(textAt(refs, 'AcctSvcrRef')),
    endToEndId: known(textAt(refs, 'EndToEndId')),
    mandateId: known(textAt(refs, 'MndtId')),
    checkNumber: textAt(refs, 'ChqNb'),
    transactionDate,
    formerDate: formerDate === transactionDate ? undefined : formerDate,
    parties: partiesOf(node),
    returned: at(node, 'RtrInf') !== undefined,
    remittance: remittanceOf(node),
    information: joined([textAt(node, 'AddtlTxInf'), ...all(at(node, 'RtrInf'), 'AddtlInf').map(textOf)]),
    ...codesOf(at(node, 'BkTxCd')),
    original: originalOf(at(node, 'AmtDtls')),
  }
}

function remittanceOf(node: XmlNode | undefined): string[] {
  const info = at(node, 'RmtInf')
  return eachOnce([
    ...all(info, 'Ustrd').map(textOf),
    ...all(info, 'Strd').flatMap((one) => [
      textAt(one, 'CdtrRefInf', 'Ref'),
      ...all(one, 'RfrdDocInf').map((document) => textAt(document, 'Nb')),
      ...all(one, 'AddtlRmtInf').map(textOf),
    ]),
  ])
}

/** Lines in the bank's order, trimmed, each once. */
export function eachOnce(texts: readonly (string | undefined)[]): string[] {
  const lines = texts.flatMap((text) => (text ?? '').split(/\r?\n/)).map((line) => line.trim())
  return [...new Set(lines)].filter(Boolean)
}

/** Several words about one thing, as one text; nothing twice. */
export function joined(texts: readonly (string | undefined)[]): string | undefined {
  return eachOnce(texts).join(' ') || undefined
}

export function codesOf(code: XmlNode | undefined) {
  const parts = [
    textAt(code, 'Domn', 'Cd'),
    textAt(code, 'Domn', 'Fmly', 'Cd'),
    textAt(code, 'Domn', 'Fmly', 'SubFmlyCd'),
  ]
  return {
    domainCode: parts.every((part) => part !== undefined) ? parts.join('-') : undefined,
    proprietaryCode: textAt(code, 'Prtry', 'Cd'),
  }
}

/** What was asked for in its own currency, and the rate. */
export function originalOf(details: XmlNode | undefined): BankTransaction['original'] {
  const amount = amountOf(at(details, 'InstdAmt', 'Amt'))
  if (!amount || amount.currency === 'XXX') return undefined
  const rate = textAtAny(details, ['InstdAmt', 'CcyXchg', 'XchgRate'], ['TxAmt', 'CcyXchg', 'XchgRate'])
  return { amount, rate }
}

/** What ISO 20022 says where there is nothing to say. */
const nothing = /^(NOTPROVIDED|NONREF|NOT PROVIDED|KEINE REFERENZ)$/i

export function known(text: string | undefined): string | undefined {
  return text === undefined || nothing.test(text) ? undefined : text
}
