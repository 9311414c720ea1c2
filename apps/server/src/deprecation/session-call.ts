import { type ParameterRow, parameters } from '@raccord/contract'

const names = new Set([
  ...Object.entries(parameters as Record<string, ParameterRow>).flatMap(([name, { previous }]) => [name, ...previous]),
  'channel_definition_id',
  'multiple_channels',
])

/** A parameter of links, by its new or a previous name. */
export function isFunctionalName(name: string): boolean {
  return names.has(name)
}

const place = ' on the session call'

/** How a parameter that stands where it is no longer read is named in the report. */
export function onSessionCall(name: string): string {
  return `${name}${place}`
}

export function isOnSessionCall(name: string): boolean {
  return name.endsWith(place)
}
