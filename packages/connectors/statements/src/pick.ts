/** A member that is absent rather than `undefined`. */
export function pick<K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]?: V })
}
