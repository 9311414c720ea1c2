import type { BankTransaction, Money } from '@raccord/connector-kit'
import { calendarDay } from '../calendar-day.ts'
import { pick } from '../pick.ts'
import type { EntryRule } from '../statement-part.ts'
import { amountOf, signed } from './camt-amount.ts'
import { counterpartyOf } from './camt-parties.ts'
import { all, at, textAt, textAtAny, textOf, type XmlNode } from './xml-node.ts'

const statusOf: { readonly [code: string]: BankTransaction['status'] } = {
  BOOK: 'BOOKED',
  PDNG: 'PENDING',
}

/** What ISO 20022 says where there is nothing to say. */
const nothing = /^(NOTPROVIDED|NONREF|NOT PROVIDED|KEINE REFERENZ)$/i

/**
 * `Ntry` of camt.052, 053 and 054, versions 1 to 13. A batch booking is taken apart where its details are complete, that is
 * where their amounts add up to the entry's; else it stays one.
 */
export function readCamtEntry(node: XmlNode, xml: string): readonly BankTransaction[] | EntryRule {
  const total = amountOf(at(node, 'Amt'))
  if (!total) return at(node, 'Amt') === undefined ? 'amount_missing' : 'amount_unreadable'
  const money = signed(node, total)
  if (!money) return 'sign_missing'
  const details = all(node, 'NtryDtls').flatMap((one) => all(one, 'TxDtls'))
  const parts = details.length > 1 ? partsOf(details, money) : undefined
  if (parts) return parts.map(([one, amount], index) => entryOf(node, one, amount, xml, `${index + 1}`))
  return [entryOf(node, details.length === 1 ? details[0] : undefined, money, xml)]
}

function partsOf(details: readonly XmlNode[], whole: Money): (readonly [XmlNode, Money])[] | undefined {
  const parts: (readonly [XmlNode, Money])[] = []
  let sum = 0
  for (const one of details) {
    const amount = amountOf(at(one, 'Amt')) ?? amountOf(at(one, 'AmtDtls', 'TxAmt', 'Amt'))
    if (amount?.currency !== whole.currency) return undefined
    const own = signed(one, amount) ?? (whole.minor < 0 ? { ...amount, minor: -amount.minor } : amount)
    sum += own.minor
    parts.push([one, own])
  }
  return sum === whole.minor ? parts : undefined
}

function entryOf(
  node: XmlNode,
  details: XmlNode | undefined,
  amount: Money,
  xml: string,
  part?: string,
): BankTransaction {
  const code = textAtAny(node, ['Sts', 'Cd'], ['Sts', 'Prtry'], ['Sts']) ?? 'BOOK'
  const refs = at(details, 'Refs')
  const reference = known(textAtAny(node, ['AcctSvcrRef'])) ?? known(textAt(refs, 'AcctSvcrRef'))
  const entryReference = known(textAt(node, 'NtryRef'))
  // Parts of one booking share its references: without a number they would be taken for one another.
  const numbered = (text: string | undefined) => (text !== undefined && part !== undefined ? `${text}/${part}` : text)
  return {
    status: statusOf[code.toUpperCase()] ?? 'OTHER',
    ...pick('bankId', numbered(reference)),
    ...pick('entryReference', numbered(entryReference)),
    amount,
    ...pick('bookingDate', calendarDay(textAtAny(node, ['BookgDt', 'Dt'], ['BookgDt', 'DtTm']))),
    ...pick('valueDate', calendarDay(textAtAny(node, ['ValDt', 'Dt'], ['ValDt', 'DtTm']))),
    ...pick('transactionDate', calendarDay(textAtAny(details, ['RltdDts', 'TxDtTm'], ['RltdDts', 'AccptncDtTm']))),
    remittance: remittanceOf(details),
    ...pick('additionalInformation', textAt(node, 'AddtlNtryInf') ?? textAt(details, 'AddtlTxInf')),
    ...counterpartyOf(details, amount.minor > 0),
    ...pick('mandateId', known(textAt(refs, 'MndtId'))),
    ...pick('endToEndId', known(textAt(refs, 'EndToEndId'))),
    ...pick('checkNumber', textAt(refs, 'ChqNb')),
    ...codesOf(details, node),
    ...pick('original', originalOf(details, node, amount)),
    raw: xml,
  }
}

function remittanceOf(details: XmlNode | undefined): string[] {
  const info = at(details, 'RmtInf')
  const lines = [
    ...all(info, 'Ustrd').map(textOf),
    ...all(info, 'Strd').flatMap((one) => [textAt(one, 'CdtrRefInf', 'Ref'), ...all(one, 'AddtlRmtInf').map(textOf)]),
  ]
  const clean = lines.flatMap((line) => (line ?? '').split(/\r?\n/)).map((line) => line.trim())
  return [...new Set(clean)].filter(Boolean)
}

/** Of the detail before that of the entry: it says more. */
function codesOf(details: XmlNode | undefined, node: XmlNode) {
  const find = <T>(read: (code: XmlNode) => T | undefined) =>
    [at(details, 'BkTxCd'), at(node, 'BkTxCd')]
      .map((code) => (code === undefined ? undefined : read(code)))
      .find(Boolean)
  const domain = find((code) => {
    const parts = [
      textAt(code, 'Domn', 'Cd'),
      textAt(code, 'Domn', 'Fmly', 'Cd'),
      textAt(code, 'Domn', 'Fmly', 'SubFmlyCd'),
    ].filter((part) => part !== undefined)
    return parts.length === 3 ? parts.join('-') : undefined
  })
  return {
    ...pick('bankTransactionCode', domain),
    ...pick(
      'proprietaryCode',
      find((code) => textAt(code, 'Prtry', 'Cd')),
    ),
  }
}

function originalOf(details: XmlNode | undefined, node: XmlNode, amount: Money): BankTransaction['original'] {
  const found = at(details, 'AmtDtls', 'InstdAmt') ?? at(node, 'AmtDtls', 'InstdAmt')
  const money = amountOf(at(found, 'Amt'))
  if (!money || money.currency === amount.currency) return undefined
  const rate = textAt(found, 'CcyXchg', 'XchgRate') ?? textAt(details, 'AmtDtls', 'TxAmt', 'CcyXchg', 'XchgRate')
  return {
    amount: amount.minor < 0 ? { ...money, minor: -money.minor } : money,
    ...pick('rate', rate),
  }
}

function known(text: string | undefined): string | undefined {
  return text === undefined || nothing.test(text) ? undefined : text
}
