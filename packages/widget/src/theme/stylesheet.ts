import { contrast, hexOf, parseColour, type Rgb } from './colour.ts'
import { accentRules, allRules, black, fitted, schemes, textPasses, white } from './scheme.ts'

/** A client's design as it came: registry, or query string of the widget link (WIRE §5). Nothing of it is trusted. */
export interface Theme {
  readonly elements_color?: string
  readonly font_color?: string
  readonly font?: string
  /** `light`, `dark`, or `auto`: as the reader's device. */
  readonly scheme?: string
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

type SchemeName = keyof typeof schemes

/**
 * The sheet that lays a client's colours over the tokens. Text is kept at 4.5:1 (WCAG 1.4.3), also on the washes.
 * `scheme` light or dark is what everybody sees; without one a `paper` of the client's own decides; otherwise, and with
 * `auto`, the reader's device does, and the colours are fitted to both.
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
  const asked = askedScheme(theme, warnings)
  const own = readablePaper(colour('paper'), asked, warnings)
  const fixed = asked === 'light' || asked === 'dark' ? asked : asked === undefined ? own?.scheme : undefined
  /** The scheme that the client had in mind: its text colour is for this one, and corrections are told of this one. */
  const meant = fixed ?? own?.scheme ?? 'light'

  const rulesOf = (name: SchemeName): string[] => {
    const base = schemes[name]
    const scheme = fitted({
      ...base,
      accent: accent ?? base.accent,
      ...(name === meant && ink ? { ink } : {}),
      ...(own?.scheme === name ? { paper: own.paper } : {}),
    })
    if (name === meant) {
      correct('elements_color', accent, scheme.accent, 'contrast under 4.5:1')
      correct('font_color', ink, scheme.ink, 'contrast too low for secondary text')
    }
    // One sheet comes after the tokens of both schemes, so a change in one means saying the other again.
    if (fixed || own) return allRules(name, scheme)
    return [...(accent ? accentRules(scheme) : []), ...(ink ? [`--ink:${hexOf(scheme.ink)}`] : [])]
  }
  const correct = (parameter: keyof Theme, wanted: Rgb | undefined, drawn: Rgb, why: string) => {
    if (wanted && hexOf(wanted) !== hexOf(drawn))
      warnings.push({ parameter, reason: `${why}, drawn as ${hexOf(drawn)}` })
  }

  const root = [...shape(theme, warnings), ...rulesOf(fixed ?? 'light')].join(';')
  const night = fixed ? '' : rulesOf('dark').join(';')
  const css = (root && `:root{${root}}`) + (night && `@media(prefers-color-scheme:dark){:root{${night}}}`)
  return { css, warnings }
}

type Warnings = { parameter: keyof Theme; reason: string }[]

function askedScheme({ scheme }: Theme, warnings: Warnings): SchemeName | 'auto' | undefined {
  if (scheme === undefined || scheme === 'light' || scheme === 'dark' || scheme === 'auto') return scheme
  warnings.push({ parameter: 'scheme', reason: 'not light, dark or auto' })
  return undefined
}

/** A background that text can be read on, and that is not the opposite of the scheme asked for. */
function readablePaper(paper: Rgb | undefined, asked: SchemeName | 'auto' | undefined, warnings: Warnings) {
  if (!paper) return undefined
  const scheme: SchemeName = contrast(paper, white) > contrast(paper, black) ? 'dark' : 'light'
  if (!textPasses(scheme === 'dark' ? white : black, paper)) {
    warnings.push({ parameter: 'paper', reason: 'neither black nor white text would be readable on it' })
    return undefined
  }
  if ((asked === 'light' || asked === 'dark') && asked !== scheme) {
    warnings.push({ parameter: 'paper', reason: `not a background for the ${asked} scheme` })
    return undefined
  }
  return { paper, scheme }
}

/** Font and corners: a font is a name from the reader's machine, never a file to fetch. */
function shape(theme: Theme, warnings: Warnings): string[] {
  const rules: string[] = []
  if (theme.font !== undefined) {
    const font = theme.font.trim()
    if (/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,49}$/u.test(font)) rules.push(`--font:"${font}",system-ui,sans-serif`)
    else warnings.push({ parameter: 'font', reason: 'not a font name' })
  }
  if (theme.radius !== undefined) {
    const radius = Number(String(theme.radius).replace(/px$/, ''))
    if (Number.isFinite(radius) && radius >= 0 && radius <= 24) rules.push(`--radius:${radius}px`)
    else warnings.push({ parameter: 'radius', reason: 'not between 0 and 24' })
  }
  return rules
}
