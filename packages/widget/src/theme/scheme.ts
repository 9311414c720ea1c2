import { contrast, hexOf, mix, nearest, type Rgb } from './colour.ts'

/** The colours a scheme is drawn with; `ok`, `warn` and `danger` are never a client's to choose. */
export interface Scheme {
  readonly accent: Rgb
  readonly ink: Rgb
  readonly paper: Rgb
  readonly ok: Rgb
  readonly warn: Rgb
  readonly danger: Rgb
}

/** What tokens.css says; a test compares. */
export const schemes: { readonly [name in 'light' | 'dark']: Scheme } = {
  light: {
    accent: [53, 56, 205],
    ink: [22, 24, 29],
    paper: [255, 255, 255],
    ok: [6, 118, 71],
    warn: [181, 71, 8],
    danger: [180, 35, 24],
  },
  dark: {
    accent: [155, 161, 255],
    ink: [243, 244, 247],
    paper: [17, 19, 24],
    ok: [71, 205, 137],
    warn: [253, 176, 34],
    danger: [255, 156, 146],
  },
}

/** Saturation and lightness of a monogram and its letters, whatever its hue. */
export const tiles: { readonly [name in keyof typeof schemes]: readonly [string, string] } = {
  light: ['70% 94%', '65% 28%'],
  dark: ['30% 22%', '75% 86%'],
}

export const black: Rgb = [0, 0, 0]
export const white: Rgb = [255, 255, 255]

/** WCAG 2.2, 1.4.3. */
const enough = (text: Rgb, ...grounds: readonly Rgb[]) => grounds.every((ground) => contrast(text, ground) >= 4.5)

/**
 * Secondary text is 68 % ink on paper (tokens.css). Both are asked: a mix of two saturated colours may be darker than either
 * (violet on green). The wash is what a row lies on while it is pointed at.
 */
export function textPasses(ink: Rgb, paper: Rgb): boolean {
  const wash = mix(ink, paper, 0.04)
  return enough(ink, paper, wash) && enough(mix(ink, paper, 0.68), paper, wash)
}

/** The colours asked for, each moved to the nearest that can be read wherever the style sheets put it. */
export function fitted(wanted: Scheme): Scheme {
  const { paper } = wanted
  const onItself = (share: number) => (colour: Rgb) => enough(colour, paper, mix(colour, paper, share))
  const accent = nearest(wanted.accent, paper, onItself(0.08))
  const ink = nearest(wanted.ink, paper, (text) => textPasses(text, paper) && enough(text, mix(accent, paper, 0.08)))
  const wash = mix(ink, paper, 0.04)
  const sign = (colour: Rgb) => nearest(colour, paper, (text) => onItself(0.09)(text) && enough(text, wash))
  return { accent, ink, paper, ok: sign(wanted.ok), warn: sign(wanted.warn), danger: sign(wanted.danger) }
}

/** Text on the accent: black or white, whichever passes; one of the two always does. */
export function accentRules({ accent }: Scheme): string[] {
  return [`--accent:${hexOf(accent)}`, `--accent-ink:${hexOf(contrast(white, accent) >= 4.5 ? white : black)}`]
}

/** Every colour token, for a scheme that the reader's device does not ask for. */
export function allRules(name: 'light' | 'dark', scheme: Scheme): string[] {
  const { ink, paper, ok, warn, danger } = scheme
  const rest = Object.entries({ ink, paper, ok, warn, danger }).map(([token, colour]) => `--${token}:${hexOf(colour)}`)
  const [tile, letters] = tiles[name]
  return [`color-scheme:${name}`, ...accentRules(scheme), ...rest, `--tile:${tile}`, `--tile-ink:${letters}`]
}
