/**
 * RFC 4180, read letter by letter.
 * @throws Error for a cell without an end
 */
export function csvRows(text: string, separator = ','): string[][] {
  const rows: string[][] = [['']]
  let inside = false
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    const row = rows.at(-1) ?? []
    const add = (more: string) => row.push((row.pop() ?? '') + more)
    if (inside && letter === '"' && text[at + 1] === '"') add(text[++at] ?? '')
    else if (letter === '"' && (inside || row.at(-1) === '')) inside = !inside
    else if (inside || (letter !== separator && letter !== '\n' && letter !== '\r')) add(letter)
    else if (letter === separator) row.push('')
    else if (letter === '\n') rows.push([''])
  }
  if (inside) throw new Error('A cell is not closed.')
  return rows.filter((row) => row.length > 1 || row[0] !== '')
}
