/** Text fields of a posted form or a query; a name given twice counts as not given, and so does half a character. */
export function textFields(parsed: unknown): Record<string, string> {
  if (typeof parsed !== 'object' || parsed === null) return {}
  const texts = Object.entries(parsed).filter((entry): entry is [string, string] => isText(entry[1]))
  return Object.fromEntries(texts)
}

/** All values of a name, such as checkboxes. */
export function fieldValues(parsed: unknown, name: string): readonly string[] {
  if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, name)) return []
  const value: unknown = (parsed as Record<string, unknown>)[name]
  return (Array.isArray(value) ? value : [value]).filter(isText)
}

/** NUL and half a surrogate pair have no place in a database, nor in what a person typed. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
}
