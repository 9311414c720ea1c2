import { contrast, hexOf, mix, nearest, parseColour, type Rgb } from './colour.ts'

/** A client's design as it came: registry, or query string of the widget link (WIRE §5). Nothing of it is trusted. */
export interface Theme {
  readonly elements_color?: string
  readonly font_color?: string
  readonly font?: string
  readonly paper?: string
  /** CSS pixels, 0–24. */
  readonly radius?: string | number
}

export interface ThemeSheet {
  /** CSS of custom properties alone; empty when nothing valid was asked. */
  readonly css: string
  /** For the session log: what was refused or corrected, by parameter. */
  readonly warnings: readonly { readonly parameter: keyof Theme; readonly reason: string }[]
}

interface Scheme {
  readonly accent: Rgb
  readonly ink: Rgb
  readonly paper: Rgb
}

const light: Scheme = { accent: [53, 56, 205], ink: [22, 24, 29], paper: [255, 255, 255] }
const dark: Scheme = { accent: [155, 161, 255], ink: [243, 244, 247], paper: [17, 19, 24] }

const black: Rgb = [0, 0, 0]
const white: Rgb = [255, 255, 255]

/**
 * Secondary text is 68 % ink on paper (tokens.css). Both are asked: a mix of two saturated colours may be darker than either
 * (violet on green).
 */
function textPasses(ink: Rgb, paper: Rgb): boolean {
  return contrast(ink, paper) >= 4.5 && contrast(mix(ink, paper, 0.68), paper) >= 4.5
}

/**
 * The sheet that lays a client's colours over the tokens. Text is kept at 4.5:1 (WCAG 1.4.3), also on the washes.
 * A `paper` of the client's own fixes the scheme; otherwise its colours are fitted to light and dark alike.
 */
export function themeStylesheet(theme: Theme): ThemeSheet {
  const warnings: { parameter: keyof Theme; reason: string }[] = []
  const colour = (parameter: 'elements_color' | 'font_color' | 'paper') => {
    const text = theme[parameter]
    if (text === undefined) return undefined
    const parsed = parseColour(text)
    if (!parsed) warnings.push({ parameter, reason: 'not a colour' })
    return parsed
  }
  const accent = colour('elements_color')
  const ink = colour('font_color')
  let paper = colour('paper')
  if (paper && !textPasses(black, paper) && !textPasses(white, paper)) {
    warnings.push({ parameter: 'paper', reason: 'neither black nor white text would be readable on it' })
    paper = undefined
  }
  const rules = shape(theme, warnings)

  const fit = (base: Scheme, own: boolean): string => {
    const ground = paper ?? base.paper
    const wanted = { accent: accent ?? base.accent, ink: ink ?? base.ink }
    const fitted = {
      accent: nearest(wanted.accent, ground, (accent) =>
        [ground, mix(accent, ground, 0.08)].every((under) => contrast(accent, under) >= 4.5),
      ),
      ink: own ? nearest(wanted.ink, ground, (ink) => textPasses(ink, ground)) : base.ink,
    }
    if (own && accent && hexOf(fitted.accent) !== hexOf(accent)) {
      warnings.push({ parameter: 'elements_color', reason: `contrast under 4.5:1, drawn as ${hexOf(fitted.accent)}` })
    }
    if (own && ink && hexOf(fitted.ink) !== hexOf(ink)) {
      warnings.push({
        parameter: 'font_color',
        reason: `contrast too low for secondary text, drawn as ${hexOf(fitted.ink)}`,
      })
    }
    const lines: string[] = []
    if (accent || paper) {
      const on = contrast(white, fitted.accent) >= 4.5 ? white : black
      lines.push(`--accent:${hexOf(fitted.accent)}`, `--accent-ink:${hexOf(on)}`)
    }
    if (ink || paper) lines.push(`--ink:${hexOf(fitted.ink)}`)
    return lines.join(';')
  }

  if (paper) {
    const isDark = contrast(paper, white) > contrast(paper, black)
    const twins = isDark
      ? '--ok:#47cd89;--warn:#fdb022;--danger:#ff9c92'
      : '--ok:#067647;--warn:#b54708;--danger:#b42318'
    rules.push(
      `color-scheme:${isDark ? 'dark' : 'light'}`,
      `--paper:${hexOf(paper)}`,
      twins,
      fit(isDark ? dark : light, true),
    )
    return { css: `:root{${rules.filter(Boolean).join(';')}}`, warnings }
  }
  rules.push(fit(light, true))
  const root = rules.filter(Boolean).join(';')
  // The sheet comes after the tokens, so it must say again what the dark scheme says.
  const night = fit(dark, false)
  const css = (root && `:root{${root}}`) + (night && `@media(prefers-color-scheme:dark){:root{${night}}}`)
  return { css, warnings }
}

/** Font and corners: a font is a name from the reader's machine, never a file to fetch. */
function shape(theme: Theme, warnings: { parameter: keyof Theme; reason: string }[]): string[] {
  const rules: string[] = []
  if (theme.font !== undefined) {
    const font = theme.font.trim()
    if (/^[\p{L}\p{N}][\p{L}\p{N} -]{0,39}$/u.test(font)) rules.push(`--font:"${font}",system-ui,sans-serif`)
    else warnings.push({ parameter: 'font', reason: 'not a font name' })
  }
  if (theme.radius !== undefined) {
    const radius = Number(String(theme.radius).replace(/px$/, ''))
    if (Number.isFinite(radius) && radius >= 0 && radius <= 24) rules.push(`--radius:${radius}px`)
    else warnings.push({ parameter: 'radius', reason: 'not between 0 and 24' })
  }
  return rules
}
