/** What the Dutch form has names for; a word between slashes that is not here is part of a value. */
const known =
  /\/(TRTP|TRCD|EREF|PREF|KREF|MARF|CSID|IBAN|BIC|NAME|REMI|BENM|ORDP|CNTP|ID|ADDR|ISDT|RTRN|PURP|ULTB|ULTD|ULTC|SVCL|RCMT|CDTRREFTP|CDTRREF|ORD|BEN|INFO|NOTE)\//g

/** A party and the first word about it may share a slash: `/ORDP/NAME/…`. */
const shared = /\/(ORDP|BENM|ORD|BEN|ULTB|ULTD|ULTC)\/(?=(?:NAME|ID|IBAN|BIC|ADDR)\/)/g

/** `/TRTP/SEPA OVERBOEKING/IBAN/NL…/NAME/…/REMI/…/EREF/…`. A slash inside a value stays. */
export interface SlashFields {
  readonly before: string
  readonly fields: ReadonlyMap<string, string>
}

export function slashFieldsOf(text: string): SlashFields | undefined {
  if (!/^\/?[A-Z]{2,9}\//.test(text)) return undefined
  const flat = unfolded(text).replace(shared, '/$1//')
  const seen = new Set<string>()
  // The second of a name is what a payer wrote.
  const marks = [...flat.matchAll(known)].filter(({ 1: name = '' }) => !seen.has(name) && seen.add(name))
  if (marks.length === 0 || (marks[0]?.index ?? 0) > 12) return undefined
  const fields = new Map<string, string>()
  marks.forEach((mark, index) => {
    const written = flat.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? flat.length)
    // A slash more closes a field.
    const value = unclosed(written.trim())
    if (value !== '') fields.set(mark[1] ?? '', value)
  })
  return { before: flat.slice(0, marks[0]?.index ?? 0).trim(), fields }
}

/** By hand: a pattern would look at a long row of slashes from each of them. */
function unclosed(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end).trim()
}

/**
 * Lines are folded where they are full, in the middle of words; a shorter one ended a word. Some banks count the tag `:86:` to
 * the first.
 */
function unfolded(text: string): string {
  const lines = text.split('\n')
  const lengths = lines.map((line, index) => line.length + (index === 0 ? 4 : 0))
  const width = Math.max(...lengths.slice(1, -1), lines[0]?.length ?? 0)
  return lines.reduce((all, line, index) => {
    const full = index === 0 || (lengths[index - 1] ?? 0) >= width
    return full ? all + line : `${all} ${line}`
  }, '')
}
