import { colourNames } from './colour-names.ts'
import type { Reading } from './parameters.ts'

type Channels = readonly [red: number, green: number, blue: number]

/**
 * A colour as people and libraries write it: a name of CSS, hexadecimal with or without `#` (also `%23`, encoded twice) and
 * alpha, or `rgb()` in both notations (CSS Color Level 4 §5.1). Answers with `#rrggbb`: what is translucent is laid on white.
 */
export function readColour(text: string): Reading<string> {
  const given = text.trim().toLowerCase()
  const found = ofHex(colourNames.get(given) ?? given) ?? ofFunction(given)
  return found ? { value: found } : { broken: 'must be a colour: a CSS name, #3538cd or rgb(53, 56, 205)' }
}

function ofHex(given: string): string | undefined {
  const digits = /^(?:#|%23)?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(given)?.[1]
  if (digits === undefined) return undefined
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits
  const [red = 0, green = 0, blue = 0, alpha = 255] = [0, 2, 4, 6]
    .filter((at) => at < long.length)
    .map((at) => Number.parseInt(long.slice(at, at + 2), 16))
  return written([red, green, blue], alpha / 255)
}

const number = String.raw`[+-]?(?:\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})`
const value = `(${number}%?)`
const rgb = [
  // With commas, as of old, and with spaces and a slash.
  new RegExp(`^rgba?\\(\\s*${value}\\s*,\\s*${value}\\s*,\\s*${value}\\s*(?:,\\s*${value}\\s*)?\\)$`),
  new RegExp(`^rgba?\\(\\s*${value}\\s+${value}\\s+${value}\\s*(?:/\\s*${value}\\s*)?\\)$`),
]

function ofFunction(given: string): string | undefined {
  for (const notation of rgb) {
    const [, red, green, blue, alpha = '1'] = notation.exec(given) ?? []
    if (red === undefined || green === undefined || blue === undefined) continue
    return written([scaled(red, 255), scaled(green, 255), scaled(blue, 255)], scaled(alpha, 1))
  }
  return undefined
}

/** A number, or a share of `whole`; outside of its range it counts as the nearest end. */
function scaled(text: string, whole: number): number {
  const amount = text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * whole : Number(text)
  return Math.min(whole, Math.max(0, amount))
}

function written(channels: Channels, alpha: number): string {
  const laid = channels.map((channel) => Math.round(channel * alpha + 255 * (1 - alpha)))
  return `#${laid.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
