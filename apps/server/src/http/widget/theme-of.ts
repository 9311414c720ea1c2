import type { WidgetParameters } from '@raccord/contract'
import type { Client } from '../../clients/client.ts'
import type { Fact } from '../../journey/facts.ts'
import { paths } from './page-paths.ts'
import type { WidgetDeps } from './widget-deps.ts'

/** Theme names a client or a link may set; what they hold is checked where the sheet is made. */
export const themeNames = ['elements_color', 'font_color', 'font', 'paper', 'radius'] as const

export type ThemeValues = { readonly [name in (typeof themeNames)[number]]?: string }

/** The client's design, with what the link says over it. */
export function themeOf(client: Pick<Client, 'theme'>, parameters: WidgetParameters): ThemeValues {
  const own = Object.fromEntries(
    themeNames.flatMap((name) => {
      const value = client.theme[name]
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []
    }),
  )
  const { elements_color, font_color, font } = parameters
  const link = Object.entries({ elements_color, font_color, font }).filter(([, value]) => value !== undefined)
  return { ...own, ...Object.fromEntries(link) }
}

/** Address of the sheet: it says all that the sheet is made from, so it can be kept for good. */
export function themeUrl(theme: ThemeValues): string | undefined {
  const query = new URLSearchParams(theme)
  query.sort()
  return query.size > 0 ? `${paths.theme}?${query}` : undefined
}

/** What had to be refused or corrected (contrast under 4.5:1), for the session log. */
export function themeWarnings(deps: Pick<WidgetDeps, 'theme'>, theme: ThemeValues): Fact[] {
  return deps.theme(theme).warnings.map(({ parameter, reason }) => ({ kind: 'warned', parameter, rule: reason }))
}
