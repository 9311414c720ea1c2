export interface Remittance {
  readonly lines: readonly string[]
  readonly mandateId?: string
  readonly creditorId?: string
  readonly endToEndId?: string
}

/** What some banks write before the text, all in one line: names with a colon (ING), or the marks of German purposes. */
const colons = /(?:^|,)\s*(mandatereference|creditorid|remittanceinformation|endtoendid)\s*:/gi
const marks = /(?:^|\s)(EREF|KREF|MREF|CRED|SVWZ|ABWA|ABWE|PURP)\+/g

/**
 * Lines in the bank's order, each once, cut where the bank joined them by line breaks. A line that begins with a name is taken
 * apart: mandate, creditor and reference have places of their own, and what is left is the text.
 */
export function readRemittance(written: readonly string[]): Remittance {
  const found: { [key in Exclude<keyof Remittance, 'lines'>]?: string | undefined } = {}
  const lines = written
    .flatMap((one) => one.split(/\r?\n/))
    .flatMap((line) => {
      const parts = partsOf(line.trim())
      if (!parts) return [line.trim()]
      found.mandateId ??= parts['mandatereference'] ?? parts['mref']
      found.creditorId ??= parts['creditorid'] ?? parts['cred']
      found.endToEndId ??= said(parts['endtoendid'] ?? parts['eref'])
      return [parts['remittanceinformation'] ?? parts['svwz'] ?? '']
    })
  const clean = lines.filter((line, at) => line !== '' && lines.indexOf(line) === at)
  const { mandateId, creditorId, endToEndId } = found
  return {
    lines: clean,
    ...(mandateId ? { mandateId } : {}),
    ...(creditorId ? { creditorId } : {}),
    ...(endToEndId ? { endToEndId } : {}),
  }
}

function partsOf(line: string): { readonly [name: string]: string } | undefined {
  for (const pattern of [colons, marks]) {
    const found = [...line.matchAll(pattern)]
    // A name in the middle of a text is a word of the text.
    if (found[0]?.index !== 0) continue
    return Object.fromEntries(
      found.map((match, at) => [
        (match[1] ?? '').toLowerCase(),
        line.slice(match.index + match[0].length, found[at + 1]?.index ?? line.length).trim(),
      ]),
    )
  }
  return undefined
}

function said(reference: string | undefined): string | undefined {
  return reference === undefined || /^(NOTPROVIDED|NONREF)$/i.test(reference) ? undefined : reference
}
