/** What of it is there: for laying one object over another, where an `undefined` would hide what lies below. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}
