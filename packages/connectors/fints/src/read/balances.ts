import { type BankBalance, bankDay, type Failed, type Money } from '@raccord/connector-kit'
import type { UserAccount } from '../bank/user-accounts.ts'
import { endDialog } from '../dialog/end-dialog.ts'
import type { Session } from '../dialog/session.ts'
import { type Segment, textAt } from '../wire/segment.ts'
import { internationalForm, mayOrder, nationalForm } from './account-form.ts'
import { amountOf } from './amount.ts'
import { giveOrder, versionOf } from './order.ts'

const zone = 'Europe/Berlin'

export interface ReadBalances {
  readonly balances: readonly BankBalance[]
  /** What the bank lends on the account: limit of a card, agreed overdraft. */
  readonly creditLine?: Money
}

const none: ReadBalances = { balances: [] }

/** Balances of an account; none where the bank does not give them. Only what would meet the next account too is a failure. */
export async function readBalances(session: Session, account: UserAccount): Promise<ReadBalances | Failed> {
  const version = versionOf(session, 'HKSAL', [5, 6, 7, 8])
  if (version === undefined || session.state.withoutBalances || !mayOrder(session, account, 'HKSAL')) return none
  const form = version >= 7 ? internationalForm(session, account) : nationalForm(session, account)
  const order = { id: 'HKSAL', version, groups: [form, ['N']] }
  const answer = await giveOrder(session, 'balances', order, async () => {
    // A balance is not worth a TAN: from now on the account has none.
    await endDialog(session)
    session.state = { ...session.state, withoutBalances: true }
    return { kind: 'failed', reason: 'bank_answer_invalid', detail: 'balances: the bank asks for a proof' }
  })
  if (answer.kind === 'answered') {
    const found = answer.message.segments.find(({ id }) => id === 'HISAL')
    return found ? balancesOf(found) : none
  }
  if (answer.reason !== 'bank_answer_invalid' || (answer.codes === undefined && !session.state.withoutBalances)) {
    return answer
  }
  session.bank.log('bank_balance_skipped', { reason: answer.bankCode ?? 'proof' })
  return none
}

/** HISAL: booked, pending, credit line, available. */
function balancesOf(segment: Segment): ReadBalances {
  const booked = signed(segment, 3)
  const pending = signed(segment, 4)
  const line = textAt(segment, 5, 0) !== ''
  const available = amountOf(textAt(segment, 6, 0), textAt(segment, 6, 1), 'C')
  const expected = booked && pending ? sum(booked.amount, pending.amount) : undefined
  const lent = amountOf(textAt(segment, 5, 0), textAt(segment, 5, 1), 'C')
  return {
    balances: [
      ...(booked ? [{ type: 'closingBooked', ...booked }] : []),
      ...(expected ? [{ type: 'expected', amount: expected }] : []),
      ...(available
        ? [{ type: 'interimAvailable', amount: available, ...(line ? { creditLimitIncluded: true } : {}) }]
        : []),
    ],
    // Many banks write a line of nothing where there is none.
    ...(lent && lent.minor > 0 ? { creditLine: lent } : {}),
  }
}

function signed(segment: Segment, group: number): Pick<BankBalance, 'amount' | 'day'> | undefined {
  const [sign, amount, currency, day] = [0, 1, 2, 3].map((part) => textAt(segment, group, part))
  const money = amountOf(amount ?? '', currency ?? '', sign ?? '')
  const known = bankDay(day, zone)
  return money && { amount: money, day: known }
}

function sum(one: Money, other: Money): Money | undefined {
  if (one.currency !== other.currency) return undefined
  const minor = one.minor + other.minor
  return Number.isSafeInteger(minor) ? { minor, currency: one.currency } : undefined
}
