/**
 * Looks a name up that somebody else chose (a request, a bank, a file): only what was put there is found, never what every
 * object inherits (`constructor`, `toString`, `__proto__`).
 */
export function own<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
