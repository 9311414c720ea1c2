import { moneyToText } from '@raccord/connector-kit'

// Shipped with V8 (JSON.parse source text access), not yet in TypeScript's library.
const json = JSON as typeof JSON & { rawJSON(text: string): number }

/**
 * The JSON number of the wire (WIRE §1), in major units, every digit of it the bank's: `exact` where the bank wrote the amount
 * finer than the currency has digits. Where a double would write other digits (`70368744177664.01`), the decimal itself is sent.
 */
export function amountOnWire(minor: number, currency: string, exact?: string | null): number {
  const text = exact ?? moneyToText(minor, currency)
  const number = Number(text)
  return String(number) === bare(text) ? number : json.rawJSON(bare(text))
}

/** Without the zeros that say nothing: `12.50` is `12.5`. */
function bare(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
