import { type ParameterRow, parameters } from './parameters.ts'

/** Design, of a link or of the client registry: rows of the parameter table. */
export const themeNames = [
  'elements_color',
  'font_color',
  'font',
  'scheme',
  'paper',
  'radius',
] as const satisfies readonly (keyof typeof parameters)[]
export type ThemeName = (typeof themeNames)[number]

/** As text, in the form the table's readers give it: `#rrggbb`, `8`, `dark`. */
export type ThemeValues = { readonly [name in ThemeName]?: string }

/** A design that somebody wrote down: every value read by its row, or the rule of the first that is broken. */
export function readTheme(
  given: Readonly<Record<string, unknown>>,
): { readonly theme: ThemeValues } | { readonly parameter: string; readonly rule: string } {
  const theme: { [name in ThemeName]?: string } = {}
  for (const [key, value] of Object.entries(given)) {
    const name = themeNames.find((known) => known === key)
    if (name === undefined) return { parameter: key, rule: `is none of ${themeNames.join(', ')}` }
    const row: ParameterRow = parameters[name]
    const reading = row.read(String(value))
    if ('broken' in reading) return { parameter: name, rule: reading.broken }
    theme[name] = String(reading.value)
  }
  return { theme }
}
