import { type BankTransaction, moneyToText } from '@raccord/connector-kit'

/** Digits that amounts were kept with before ISO 4217's were (migration 0035), where it was another number. */
const withoutDigits = new Set(
  'AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK MRO PKR SLL SOS STD SYP TMM YER ZMK ZWD'.split(' '),
)

/**
 * The entry as releases before this one read it, where they read it otherwise: rows stored then have the key of that form.
 * `undefined`: no difference.
 */
export function formerly(entry: BankTransaction): BankTransaction | undefined {
  const { currency } = entry.amount
  if (!withoutDigits.has(currency)) return entry.former ? { ...entry, ...entry.former } : undefined
  return { ...entry, ...entry.former, amount: { minor: wholeUnits(entry.amount), currency } }
}

/** Rounded half away from zero by the first digit behind the point alone. */
function wholeUnits({ minor, currency, exact }: BankTransaction['amount']): number {
  const [whole = '', fraction = ''] = (exact ?? moneyToText(minor, currency)).replace('-', '').split('.')
  const units = Number(whole) + (fraction.charAt(0) >= '5' ? 1 : 0)
  return units !== 0 && (minor < 0 || exact?.startsWith('-')) ? -units : units
}
