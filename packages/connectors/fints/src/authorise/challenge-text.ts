const longest = 2_048

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The bank's words to the person as plain text: simple HTML is taken off, never shown. `undefined`: no words. */
export function challengeText(written: string, structured: boolean): string | undefined {
  const bare = structured ? withoutTags(written.slice(0, longest * 4)) : written
  const text = bare
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, longest)
  return text === '' || /^nochallenge$/i.test(text) ? undefined : text
}

function withoutTags(written: string): string {
  return written
    .replace(/<\s*(?:br|\/p|\/li|\/ul|\/ol)\b[^<>]{0,200}>/gi, '\n')
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)
      return code >= 32 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
    })
}
