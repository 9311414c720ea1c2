import { type ParameterName, type ParameterRow, parameters, type WidgetParameters } from '@raccord/contract'

const displayNames = (Object.entries(parameters) as [ParameterName, ParameterRow][])
  .filter(([, row]) => row.kind === 'display')
  .map(([name]) => name)

/** What of a link follows its newest opening (WIRE §4, Reopening): language and design, as far as it says any. */
export function displayOf(given: WidgetParameters): Partial<WidgetParameters> {
  return Object.fromEntries(displayNames.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
}
