/** An amount in minor units of its currency (cents for EUR, none for JPY). `minor` is a safe integer, signed. */
export interface Money {
  readonly minor: number
  /** ISO 4217, upper case. */
  readonly currency: string
}

const exponents = new Map<string, number>()

/** Digits after the point that a currency has (ISO 4217); 2 where the currency is unknown to the runtime. */
export function currencyExponent(currency: string): number {
  const known = exponents.get(currency)
  if (known !== undefined) return known
  const digits = /^[A-Z]{3}$/.test(currency)
    ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
    : 2
  exponents.set(currency, digits)
  return digits
}

/**
 * Reads a decimal as banks write it (`-50.26`, `1356.5`, `+3`, `12,30`). More digits than the currency has are rounded half
 * away from zero. `undefined` for anything that is not a plain decimal or would not be a safe integer.
 */
export function parseMoney(text: string, currency: string): Money | undefined {
  const match = /^([+-]?)(\d{1,15})(?:[.,](\d{0,18}))?$/.exec(text.trim())
  if (!match) return undefined
  const exponent = currencyExponent(currency)
  const fraction = (match[3] ?? '').padEnd(exponent + 1, '0')
  const whole = Number(`${match[2]}${fraction.slice(0, exponent)}`)
  const minor = whole + (Number(fraction[exponent] ?? '0') >= 5 ? 1 : 0)
  if (!Number.isSafeInteger(minor)) return undefined
  return { minor: match[1] === '-' && minor !== 0 ? -minor : minor, currency }
}

/** The JSON number of the wire (WIRE §1): exact, since it is read back from its decimal writing. */
export function moneyToNumber(minor: number, currency: string): number {
  return Number(moneyToText(minor, currency))
}

/** Plain decimal with a dot, as many digits as the currency has. */
export function moneyToText(minor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const cut = digits.length - exponent
  return `${minor < 0 ? '-' : ''}${digits.slice(0, cut)}${exponent > 0 ? `.${digits.slice(cut)}` : ''}`
}
