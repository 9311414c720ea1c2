/**
 * JSON text of rows for `json_to_recordset`. Banks' strings may hold what PostgreSQL text can't: NUL, and halves of
 * surrogate pairs. Looked for in the whole text first, since almost no page has any.
 */
export function rowsAsJson(rows: readonly object[]): string {
  const text = JSON.stringify(rows)
  if (!/\\u(?:0000|d[89a-f][0-9a-f]{2})/i.test(text)) return text
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value))
}

export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}
