import { type Frame, type ThemeValues, themeNames, type WidgetParameters } from '@raccord/contract'
import type { Client } from '../../clients/client.ts'
import type { Fact } from '../../journey/facts.ts'
import { paths } from './page-paths.ts'
import type { OpenDeps } from './widget-deps.ts'

/** The client's design, with what the link says over it. */
export function themeOf(client: Pick<Client, 'theme'>, parameters: WidgetParameters): ThemeValues {
  const link = themeNames.flatMap((name) => (parameters[name] === undefined ? [] : [[name, String(parameters[name])]]))
  return { ...client.theme, ...Object.fromEntries(link) }
}

/** Address of the sheet: it says all that the sheet is made from, so it can be kept for good. */
export function themeUrl(theme: ThemeValues): string | undefined {
  const query = new URLSearchParams(theme)
  query.sort()
  return query.size > 0 ? `${paths.theme}?${query}` : undefined
}

/** The client as pages name it: by his logo if he has one. */
export function shownClient({ name, logo }: Pick<Client, 'name' | 'logo'>): Frame['client'] {
  return { name, ...(logo === undefined ? {} : { logoUrl: `${paths.logo}/${logo}` }) }
}

/** What had to be refused or corrected (contrast under 4.5:1), for the session log. */
export function themeWarnings(deps: Pick<OpenDeps, 'theme'>, theme: ThemeValues): Fact[] {
  return deps.theme(theme).warnings.map(({ parameter, reason }) => ({ kind: 'warned', parameter, rule: reason }))
}
