import { currencyDigits } from '@raccord/contract'

/** An amount in minor units of its currency (cents for EUR, none for JPY). `minor` is a safe integer, signed. */
export interface Money {
  readonly minor: number
  /** ISO 4217, upper case. */
  readonly currency: string
  /**
   * The amount to its last digit, a plain decimal in major units, where the bank wrote it finer than the currency: `minor` is
   * then rounded. Absent where `minor` says it all.
   */
  readonly exact?: string
}

/** More digits than any bank's amount has: what is longer is an attack on our arithmetic. */
const mostDigits = 40

/**
 * Reads a decimal as banks write it: `-50.26`, `1356.5`, `+3`, `.50`, `-.50`, `12.30-`, `1E+2`. `point` is the decimal separator
 * that the protocol defines. The other sign is read for it only in `12,30`, where it can be nothing else: thousands have three
 * digits behind them. In `1,234.56`, `1.500,00` or `1,234` nobody knows, and a guess would be wrong by a thousand. `undefined` for
 * anything else, and for what no safe integer holds.
 */
export function parseMoney(text: string, currency: string, point: '.' | ',' = '.'): Money | undefined {
  const written = text.trim()
  const match = shapes[point].exec(written) ?? elsewhere[point].exec(written)
  if (!match) return undefined
  const [, before = '', whole = '', fraction = '', power = '', after = ''] = match
  const digits = `${whole}${fraction}`
  if (digits === '' || digits.length > mostDigits || (before !== '' && after !== '')) return undefined
  const scale = fraction.length - Number(power)
  if (Math.abs(scale) > mostDigits) return undefined
  const value = BigInt(digits)
  const negative = value !== 0n && (before === '-' || after === '-')
  const shift = currencyDigits(currency) - scale
  const minor = shift >= 0 ? value * 10n ** BigInt(shift) : half(value, 10n ** BigInt(-shift))
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  const money = { minor: Number(negative ? -minor : minor), currency }
  const finer = shift < 0 && value % 10n ** BigInt(-shift) !== 0n
  return finer ? { ...money, exact: `${negative ? '-' : ''}${plain(value, scale).replace(/0+$/, '')}` } : money
}

const shapes = {
  '.': /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?([+-]?)$/,
  ',': /^([+-]?)(\d*)(?:,(\d*))?(?:[eE]([+-]?\d{1,3}))?([+-]?)$/,
}
const elsewhere = {
  '.': /^([+-]?)(\d+),(\d{1,2})()([+-]?)$/,
  ',': /^([+-]?)(\d+)\.(\d{1,2})()([+-]?)$/,
}

/** Rounded half up; amounts are unsigned here, so away from zero. */
function half(value: bigint, unit: bigint): bigint {
  return (value * 2n + unit) / (unit * 2n)
}

function plain(value: bigint, scale: number): string {
  const digits = value.toString().padStart(scale + 1, '0')
  const cut = digits.length - scale
  return scale > 0 ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits
}

/** An amount whose currency the bank left open (`XXX`) is one of its account. */
export function inCurrencyOf(money: Money, currency: string): Money {
  if (money.currency !== 'XXX') return money
  return parseMoney(money.exact ?? moneyToText(money.minor, money.currency), currency) ?? money
}

interface Entry {
  readonly amount: Money
  readonly balanceAfter?: Money
}

/**
 * The entries of one account among those that the bank gives for its id, what it left without a currency in the account's.
 * `several`: accounts of other currencies stand under the same id, so each has its own entries, and one without a currency may
 * be anybody's: it is not read.
 */
export function entriesInCurrencyOf<T extends Entry>(
  all: readonly T[],
  currency: string,
  several = false,
): { readonly transactions: T[]; readonly skipped: 'amount_unreadable'[] } {
  const open = several ? all.filter(({ amount }) => amount.currency === 'XXX') : []
  const own = several ? all.filter(({ amount }) => amount.currency === currency) : all
  return {
    transactions: own.map((one) => ({
      ...one,
      amount: inCurrencyOf(one.amount, currency),
      ...(one.balanceAfter ? { balanceAfter: inCurrencyOf(one.balanceAfter, currency) } : {}),
    })),
    skipped: open.map(() => 'amount_unreadable' as const),
  }
}

/** Balances among them whose currency the bank left open. */
export function balancesInCurrencyOf<T extends { readonly amount: Money }>(all: readonly T[], currency: string): T[] {
  return all.map((one) => ({ ...one, amount: inCurrencyOf(one.amount, currency) }))
}

/** What was asked for in another currency, if it is one: `XXX` is the account's. */
export function isOtherCurrency(money: Money, than: Money): boolean {
  return money.currency !== than.currency && money.currency !== 'XXX'
}

/** The same amount with the other sign. */
export function negated({ minor, currency, exact }: Money): Money {
  return {
    minor: minor === 0 ? 0 : -minor,
    currency,
    ...(exact === undefined ? {} : { exact: exact.startsWith('-') ? exact.slice(1) : `-${exact}` }),
  }
}

/** The amount as money that went out or came in, whatever sign it was written with. */
export function directed(money: Money, direction: 'debit' | 'credit'): Money {
  return isNegative(money) === (direction === 'debit') ? money : negated(money)
}

/**
 * An amount whose direction stands beside it, where the bank may have left that out: then its own minus sign says it. `undefined`:
 * nothing does, or a word that nobody knows, and a credit would be invented.
 *
 * @param said whether anything stands there, known or not
 */
export function directedAsSaid(
  money: Money,
  direction: 'debit' | 'credit' | undefined,
  said = false,
): Money | undefined {
  if (direction !== undefined) return directed(money, direction)
  return said || isPositive(money) ? undefined : money
}

/** The same way as another amount goes: one and the same payment in another currency. */
export function directedLike(money: Money, other: Money): Money {
  return directed(money, isNegative(other) ? 'debit' : 'credit')
}

/** Also of an amount so small that its minor units are none. */
export function isNegative({ minor, exact }: Money): boolean {
  return exact === undefined ? minor < 0 : exact.startsWith('-')
}

export function isPositive({ minor, exact }: Money): boolean {
  return exact === undefined ? minor > 0 : !exact.startsWith('-')
}

/** Plain decimal with a dot, as many digits as the currency has. */
export function moneyToText(minor: number, currency: string): string {
  return `${minor < 0 ? '-' : ''}${plain(BigInt(Math.abs(minor)), currencyDigits(currency))}`
}

/** A number for details of an account; amounts of the wire are `amountOnWire`. */
export function moneyToNumber(minor: number, currency: string): number {
  return Number(moneyToText(minor, currency))
}
