/** Text fields of a posted form or a query; a name given twice counts as not given. */
export function textFields(parsed: unknown): Record<string, string> {
  if (typeof parsed !== 'object' || parsed === null) return {}
  const texts = Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}
