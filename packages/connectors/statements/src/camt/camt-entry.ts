import { type BankTransaction, inCurrencyOf, type Money, meaningOfEntryStatus } from '@raccord/connector-kit'
import type { StatementPart } from '../statement-part.ts'
import { amountOf, directed, directionOf } from './camt-amount.ts'
import { camtBookingDay, camtDay } from './camt-days.ts'
import { type CamtDetail, codesOf, eachOnce, joined, known, originalOf } from './camt-detail.ts'
import { type OwnParty, otherSide } from './camt-parties.ts'
import { at, textAt, textAtAny, type XmlNode } from './xml-node.ts'

/** `Ntry` without its details, and these. */
export interface CamtEntry {
  readonly node: XmlNode
  /** As sent, without details; for a single entry with them. */
  readonly shell: string
  readonly whole: () => string
  readonly details: readonly CamtDetail[]
}

export interface CamtSurroundings {
  readonly zone: string
  readonly own: OwnParty
}

/**
 * `Ntry` of camt.052, 053 and 054, versions 1 to 13. A batch booking is taken apart where its details are complete, that is
 * where their amounts add up to the entry's; else it stays one, with the texts of all.
 */
export function* readCamtEntry(entry: CamtEntry, around: CamtSurroundings): Generator<StatementPart> {
  const { node, details, shell } = entry
  const total = amountOf(at(node, 'Amt'))
  const direction = directionOf(node)
  if (!total || !direction) {
    const unread = at(node, 'Amt') === undefined ? 'amount_missing' : 'amount_unreadable'
    yield { kind: 'skipped', rule: total ? 'sign_missing' : unread }
    return
  }
  const money = directed(total, direction)
  const common = commonOf(node, around)
  const written = at(node, 'BookgDt') ?? at(node, 'ValDt')
  const day = common.bookingDate ?? common.valueDate ?? details.find((one) => one.transactionDate)
  if (common.said.status === 'BOOKED' && written !== undefined && day === undefined) {
    yield { kind: 'skipped', rule: 'date_unreadable' }
    return
  }
  const parts = details.length > 1 ? partsOf(details, money) : undefined
  if (parts) {
    for (const [index, [one, amount]] of parts.entries()) {
      const sent = { raw: one.xml, envelope: shell }
      yield { kind: 'entry', entry: entryOf(common, one, amount, sent, `${index + 1}`) }
    }
    return
  }
  const one = details.length > 1 ? merged(details) : details[0]
  yield { kind: 'entry', entry: entryOf(common, one, money, { raw: entry.whole() }) }
}

function partsOf(details: readonly CamtDetail[], whole: Money): (readonly [CamtDetail, Money])[] | undefined {
  const parts: (readonly [CamtDetail, Money])[] = []
  let sum = 0
  for (const one of details) {
    const told = one.amounts.find(({ currency }) => currency === whole.currency || currency === 'XXX')
    const amount = told && inCurrencyOf(told, whole.currency)
    if (!amount) return undefined
    const own = directed(amount, one.direction ?? (whole.minor < 0 ? 'out' : 'in'))
    sum += own.minor
    parts.push([one, own])
  }
  return sum === whole.minor ? parts : undefined
}

/** Details that cannot be told apart by amount: one entry that says what all of them say. */
function merged(details: readonly CamtDetail[]): CamtDetail | undefined {
  const [first] = details
  if (!first) return undefined
  const nobody = { debtor: {}, creditor: {} }
  const names = ({ parties }: CamtDetail) => [parties.debtor.name, parties.creditor.name]
  return {
    xml: '',
    amounts: [],
    parties: nobody,
    returned: false,
    remittance: eachOnce(details.flatMap((one) => [...names(one), ...one.remittance])),
    information: joined(details.map((one) => one.information)),
    domainCode: first.domainCode,
    proprietaryCode: first.proprietaryCode,
  }
}

type Common = ReturnType<typeof commonOf>

/** What all parts of a booking share. */
function commonOf(node: XmlNode, { zone, own }: CamtSurroundings) {
  const code = textAtAny(node, ['Sts', 'Cd'], ['Sts', 'Prtry'], ['Sts']) ?? 'BOOK'
  const valueDate = camtDay(at(node, 'ValDt'), zone)
  return {
    own,
    said: meaningOfEntryStatus(code) ?? ({ status: 'OTHER', informative: true } as const),
    reference: known(textAt(node, 'AcctSvcrRef')),
    entryReference: known(textAt(node, 'NtryRef')),
    bookingDate: camtBookingDay(at(node, 'BookgDt'), zone),
    valueDate,
    information: textAt(node, 'AddtlNtryInf'),
    codes: codesOf(at(node, 'BkTxCd')),
    original: originalOf(at(node, 'AmtDtls')),
    reversal: /^(true|1)$/i.test(textAt(node, 'RvslInd') ?? ''),
  } as const
}

function entryOf(
  common: Common,
  detail: CamtDetail | undefined,
  amount: Money,
  sent: { readonly raw: string; readonly envelope?: string },
  part?: string,
): BankTransaction {
  // Parts of one booking share its references: without a number they would be taken for one another.
  const numbered = (text: string | undefined) => (text !== undefined && part !== undefined ? `${text}/${part}` : text)
  const turned = common.reversal || (detail?.returned ?? false)
  const remittance = detail?.remittance ?? []
  const information = joined([common.information, detail?.information])
  const way = { incoming: amount.minor > 0, turned, silent: remittance.length === 0 && information === undefined }
  const other = detail ? otherSide(detail.parties, way, common.own) : {}
  const original = detail?.original ?? common.original
  return {
    ...common.said,
    bankId: numbered(common.reference ?? detail?.bankId),
    entryReference: numbered(common.entryReference),
    amount,
    bookingDate: common.bookingDate,
    valueDate: common.valueDate,
    transactionDate: detail?.transactionDate,
    former: detail?.formerDate === undefined ? undefined : { transactionDate: detail.formerDate },
    remittance: other.words === undefined ? remittance : [...remittance, other.words],
    additionalInformation: information,
    counterpartyName: other.name,
    counterpartyIban: other.iban,
    creditorId: detail?.parties.creditorId,
    mandateId: detail?.mandateId,
    endToEndId: detail?.endToEndId,
    checkNumber: detail?.checkNumber,
    // Of the detail before that of the entry: it says more.
    bankTransactionCode: detail?.domainCode ?? common.codes.domainCode,
    proprietaryCode: detail?.proprietaryCode ?? common.codes.proprietaryCode,
    original: original && original.amount.currency !== amount.currency ? signedLike(original, amount) : undefined,
    ...sent,
  }
}

function signedLike(original: NonNullable<BankTransaction['original']>, amount: Money): BankTransaction['original'] {
  return { ...original, amount: directed(original.amount, amount.minor < 0 ? 'out' : 'in') }
}
