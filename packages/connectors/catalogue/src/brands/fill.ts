import { own } from '@raccord/contract'
/** Replaces `{name}`s that are known; others stay, for the driver (`{consentId}`) or to be found missing. */
export function fill<T>(value: T, variables: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') return value.replace(/\{(\w+)\}/g, (all, name) => own(variables, name) ?? all) as T
  if (Array.isArray(value)) return value.map((item) => fill(item, variables)) as T
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, variables)])) as T
}

/** Later wins; objects are merged, lists and values replaced. */
export function overlay(...layers: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const result = new Map<string, unknown>()
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      const before = result.get(key)
      result.set(key, isObject(before) && isObject(value) ? overlay(before, value) : value)
    }
  }
  return Object.fromEntries(result)
}

export function isFilled(template: string): boolean {
  return !template.includes('{')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
