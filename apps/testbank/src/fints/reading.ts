import { openedAccounts } from '../bank/access.ts'
import { type Bank, todayOf } from '../bank/bank.ts'
import { balanceAt, pendingSum, timelineOf } from '../bank/ledger.ts'
import { scenarioOfAct, turn } from '../bank/second-act.ts'
import { strikeReading } from '../berlin-group/fault-answer.ts'
import { currencyExponent } from '../scenario/currencies.ts'
import { isDay } from '../scenario/day.ts'
import type { FaultPlace, ScenarioAccount } from '../scenario/scenario.ts'
import type { Dialog } from './dialogs.ts'
import type { Code } from './message.ts'
import { CAMT, nationalOf, numberOf, sepaAccounts } from './parameters.ts'
import type { Answer } from './sign-in.ts'
import { amountOf, bare, camtPage, cardPage, mt940Page, type Page } from './statements.ts'
import { at, type Received, type Told } from './syntax.ts'

const PLACES: Readonly<Record<string, FaultPlace>> = {
  HKSPA: 'accounts',
  HKSAL: 'balances',
  HKCAZ: 'transactions',
  HKKAZ: 'transactions',
  DKKKU: 'transactions',
}

/** An order that reads; `undefined`: this bank does not know it. */
export async function carryOut(bank: Bank, dialog: Dialog, order: Received): Promise<Answer | undefined> {
  const place = PLACES[order.id]
  if (place === undefined) return undefined
  const refused = (code: number): Answer => ({ dialogId: dialog.id, codes: [{ code, about: order.number }] })
  const stored = bank.book.find(dialog.consentId)
  const found = stored?.psu && (await bank.source.find(stored.psu, { fresh: false }))
  if (!stored || !found?.ok) return refused(9010)
  const consent = await turn(bank, stored, found.scenario, order.id === 'HKSPA' && !dialog.attended)
  // Withdrawn, or over: the device is trusted no more.
  if (consent.status !== 'valid') return refused(9391)
  const scenario = scenarioOfAct(found.scenario, consent.act ?? (consent.struck ? 2 : undefined))
  await strikeReading(bank, place, scenario, consent)
  const accounts = openedAccounts(consent, scenario)
  const timeline = timelineOf(scenario, consent.anchor, todayOf(bank))
  const done = (told: readonly Told[], codes: readonly Code[]): Answer => ({
    dialogId: dialog.id,
    codes: codes.map((one) => ({ ...one, about: order.number })),
    told: told.map((one) => ({ ...one, refersTo: order.number })),
  })
  if (order.id === 'HKSPA') return done([sepaAccounts(accounts)], [{ code: 20 }])
  const account = accountOf(accounts, order)
  if (!account) return refused(9210)
  const digits = currencyExponent(account.currency) ?? 2
  const balance = balanceAt(account, timeline)
  if (order.id === 'HKSAL') return done([balanceSegment(account, digits, balance, order)], [{ code: 20 }])
  const asked = askedOf(order, scenario.pageSize)
  if (!asked) return refused(9210)
  const page: Page =
    order.id === 'HKCAZ'
      ? camtPage(account, timeline, digits, balance, asked)
      : order.id === 'HKKAZ'
        ? mt940Page(account, timeline, digits, balance, asked)
        : cardPage(account, timeline, digits, balance, asked)
  const more: Code[] = page.next === undefined ? [] : [{ code: 3040, parameters: [touchdown(page.next)] }]
  return page.told ? done([page.told], [{ code: 20 }, ...more]) : done([], [{ code: 3010 }, ...more])
}

/** By IBAN where one is given, else by number. */
function accountOf(
  accounts: readonly ScenarioAccount[],
  { id, version, elements: [form = []] }: Received,
): ScenarioAccount | undefined {
  const international = id === 'HKCAZ' || (id === 'HKSAL' && version >= 7)
  const [iban, number] = international ? [form[0], form[2]] : [undefined, form[0]]
  if (iban) return accounts.find((account) => account.iban === iban)
  return number ? accounts.find((account) => numberOf(account) === number) : undefined
}

const touchdown = (position: number): string => `0_=2#=${position}`

/** Places of the two days and of the touchdown; both days must be there. */
function askedOf(order: Received, limit: number) {
  const first = order.id === 'DKKKU' ? 3 : order.id === 'HKCAZ' ? 3 : 2
  const [from, to] = [dayAt(order, first), order.id === 'DKKKU' ? undefined : dayAt(order, first + 1)]
  if (from === undefined || (order.id !== 'DKKKU' && to === undefined)) return undefined
  if (order.id === 'HKCAZ' && at(order, 1) !== CAMT) return undefined
  const written = at(order, order.id === 'DKKKU' ? 5 : first + 3)
  const position = written === '' ? '0' : (/^0_=2#=(\d{1,7})$/.exec(written)?.[1] ?? '')
  return position === '' ? undefined : { from, to, position: Number(position), limit }
}

function dayAt(order: Received, place: number): string | undefined {
  const day = at(order, place).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return isDay(day) ? day : undefined
}

function balanceSegment(
  account: ScenarioAccount,
  digits: number,
  { minor, day }: { readonly minor: bigint; readonly day: string },
  { version }: Received,
): Told {
  const signed = (sum: bigint) => [sum < 0n ? 'D' : 'C', amountOf(sum, digits), account.currency, bare(day)]
  const form = version >= 7 ? [account.iban, '', ...nationalOf(account)] : nationalOf(account)
  const pending = account.pending.length > 0 ? signed(pendingSum(account)) : ''
  const limit = account.facts['credit_limit']
  const line =
    typeof limit === 'number' ? [amountOf(BigInt(Math.round(limit * 10 ** digits)), digits), account.currency] : ''
  return { id: 'HISAL', version, elements: [form, account.name, account.currency, signed(minor), pending, line] }
}
