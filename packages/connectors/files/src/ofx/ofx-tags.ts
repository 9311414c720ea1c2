export interface OfxTag {
  readonly name: string
  readonly closes: boolean
  /** Text right behind it, on one line. */
  readonly value: string
}

const letters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
/** Longest name, and longest text that is taken: the standard has 255. */
const most = { name: 64, value: 2_000 }

/** Tags of SGML or XML with what follows each, by hand: linear in the text, whatever it is. */
export function* ofxTags(text: string): Generator<OfxTag> {
  let at = text.indexOf('<')
  while (at !== -1) {
    const close = text.indexOf('>', at)
    if (close === -1) return
    const next = text.indexOf('<', close)
    const inside = text.slice(at + 1, Math.min(close, at + 1 + most.name))
    const name = /^\/?\s*([A-Za-z][A-Za-z0-9_.]*)/.exec(inside)?.[1]
    if (name !== undefined) {
      const end = next === -1 ? text.length : next
      const value = text.slice(close + 1, Math.min(end, close + 1 + most.value))
      yield { name: name.toUpperCase(), closes: inside.startsWith('/'), value: plain(value) }
    }
    at = next
  }
}

function plain(text: string): string {
  if (text.trim() === '') return ''
  const decoded = text.replace(
    /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, dec, hex) => {
      if (name) return letters[String(name).toLowerCase()] ?? all
      const point = dec ? Number(dec) : Number.parseInt(hex, 16)
      return point > 31 && point < 0x110000 && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ' '
    },
  )
  return decoded.replace(/\s+/g, ' ').trim()
}
