import { type ColourScheme, colourSchemes, type Locale, locales, type ThemeValues, themeNames } from '@raccord/contract'

export const sizes = { phone: [408, 600], small: [320, 640], desktop: [1280, 800] } as const
export type Size = keyof typeof sizes

/** What somebody looks at, in the gallery or the studio: read from the query, every bad value is the default. */
export interface ViewChoice {
  readonly locale: Locale
  readonly size: Size
  /** One group of the fixtures, as `consent`. */
  readonly screen?: string
  readonly theme: ThemeValues & { readonly scheme: ColourScheme }
}

/** What the widget draws without a theme: the studio's fields begin there, and it is no choice to leave them so. */
export const startValues: ThemeValues = {
  elements_color: '#3538cd',
  font_color: '#16181d',
  paper: '#ffffff',
  radius: '12',
}

/** @param usual the scheme where none is asked for */
export function readChoice(query: unknown, usual: ColourScheme = 'light'): ViewChoice {
  const given = query as Record<string, unknown>
  const { screen } = given
  const theme = themeNames.flatMap((name) => {
    const value = given[name]
    const chosen = typeof value === 'string' && value !== '' && value.length <= 100 && value !== startValues[name]
    return chosen ? [[name, value]] : []
  })
  return {
    locale: locales.find((locale) => locale === given['locale']) ?? 'en',
    size: (Object.keys(sizes) as Size[]).find((size) => size === given['size']) ?? 'phone',
    ...(typeof screen === 'string' && /^[a-z_-]{1,40}$/.test(screen) ? { screen } : {}),
    theme: {
      ...Object.fromEntries(theme),
      scheme: colourSchemes.find((scheme) => scheme === given['scheme']) ?? usual,
    },
  }
}

/** The query that leads to the same choice. */
export function choiceQuery({ locale, size, screen, theme }: ViewChoice): string {
  const query = new URLSearchParams({ locale, size })
  for (const [name, value] of Object.entries({ screen, ...theme })) if (value !== undefined) query.set(name, value)
  return query.toString()
}
