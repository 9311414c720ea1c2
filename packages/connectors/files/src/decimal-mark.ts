import { type Money, parseMoney } from '@raccord/connector-kit'
import type { DecimalMark } from '@raccord/contract'

/** Signs of currencies, blanks, marks of thousands that are neither point nor comma. */
const around = /[\s\u00a0\u202f'’€$£¥]|\b[A-Z]{3}\b/g
const shapes = {
  '.': /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?[+-]?$/,
  ',': /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?[+-]?$/,
}

/** An amount with marks of thousands, in the writing of the whole file. `(12.00)` is negative. */
export function readAmount(text: string, mark: DecimalMark, currency: string): Money | undefined {
  if (text.length > 60) return undefined
  const bracketed = /^\((.*)\)$/.exec(text.trim())
  const bare = (bracketed?.[1] ?? text).replaceAll('−', '-').replace(around, '')
  if (!/\d/.test(bare) || !shapes[mark].test(bare)) return undefined
  const plain = bare.replaceAll(mark === '.' ? ',' : '.', '')
  return parseMoney(bracketed ? `-${plain}` : plain, currency, mark)
}

/** Which marks fit every amount; both where nothing tells them apart, and then they mean the same unless a text is `1,234`. */
export function decimalMarksOf(amounts: readonly string[]): readonly DecimalMark[] {
  const fitting = (['.', ','] as const).filter((mark) =>
    amounts.every((text) => readAmount(text, mark, 'EUR') !== undefined),
  )
  if (fitting.length < 2) return fitting
  const same = amounts.every((text) => readAmount(text, '.', 'EUR')?.minor === readAmount(text, ',', 'EUR')?.minor)
  return same ? ['.'] : fitting
}
