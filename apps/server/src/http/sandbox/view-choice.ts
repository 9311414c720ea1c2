import { type Locale, locales } from '@raccord/contract'
import { type ThemeValues, themeNames } from '../widget/theme-of.ts'

export const sizes = { phone: [408, 600], small: [320, 568], desktop: [1280, 800] } as const
export type Size = keyof typeof sizes

/** What somebody looks at, in the gallery or the studio: read from the query, every bad value is the default. */
export interface ViewChoice {
  readonly locale: Locale
  readonly size: Size
  readonly scheme: 'light' | 'dark'
  readonly theme: ThemeValues
}

export function readChoice(query: unknown): ViewChoice {
  const given = query as Record<string, unknown>
  const theme = themeNames.flatMap((name) => {
    const value = given[name]
    return typeof value === 'string' && value !== '' && value.length <= 100 ? [[name, value]] : []
  })
  return {
    locale: locales.find((locale) => locale === given['locale']) ?? 'en',
    size: (Object.keys(sizes) as Size[]).find((size) => size === given['size']) ?? 'phone',
    scheme: given['scheme'] === 'dark' ? 'dark' : 'light',
    theme: Object.fromEntries(theme),
  }
}

/** The query that leads to the same choice, with something changed. */
export function choiceQuery(choice: ViewChoice, change: Partial<Omit<ViewChoice, 'theme'>> = {}): string {
  const { locale, size, scheme } = { ...choice, ...change }
  return new URLSearchParams({ locale, size, scheme, ...choice.theme }).toString()
}
