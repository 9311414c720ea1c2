import { type Money, parseMoney } from '@raccord/connector-kit'
import { type DecimalMark, isCurrency } from '@raccord/contract'

/** Signs of currencies, blanks, marks of thousands that are neither point nor comma. */
const around = /[\s\u00a0\u202f'’€$£¥]/g
/** Three capital letters beside a number: taken off where they are a currency, else the text is no amount. */
const letters = /(?<!\p{L})[A-Z]{3}(?!\p{L})/gu
const shapes = {
  '.': /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?[+-]?$/,
  ',': /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?[+-]?$/,
}

/** An amount with marks of thousands, in the writing of the whole file. `(12.00)` is negative. */
export function readAmount(text: string, mark: DecimalMark, currency: string): Money | undefined {
  if (text.length > 60) return undefined
  const bare = text
    .replaceAll('−', '-')
    .replace(letters, (code) => (isCurrency(code) ? '' : code))
    .replace(around, '')
  const bracketed = /^\((.*)\)$/.exec(bare)
  const written = bracketed?.[1] ?? bare
  if (!/\d/.test(written) || !shapes[mark].test(written)) return undefined
  const plain = written.replaceAll(mark === '.' ? ',' : '.', '')
  return parseMoney(bracketed ? `-${plain}` : plain, currency, mark)
}

/**
 * Which marks fit every amount, of those that are amounts in either; both where nothing tells them apart, and then they mean the same unless a
 * text is `1,234`.
 */
export function decimalMarksOf(amounts: readonly string[]): readonly DecimalMark[] {
  const both = amounts.map((text) => [readAmount(text, '.', 'XXX'), readAmount(text, ',', 'XXX')] as const)
  const read = both.filter(([point, comma]) => point !== undefined || comma !== undefined)
  const fitting = (['.', ','] as const).filter((_mark, at) => read.every((one) => one[at] !== undefined))
  if (fitting.length < 2) return fitting
  const same = read.every(([point, comma]) => point?.minor === comma?.minor && point?.exact === comma?.exact)
  return same ? ['.'] : fitting
}
