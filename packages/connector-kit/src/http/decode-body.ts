/** Text that says nothing of its charset, and is no UTF-8: what German and French cores write. Maps every byte. */
const western = 'windows-1252'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes of a bank's answer as text. UTF-8 wins wherever the bytes are valid UTF-8, because JSON is (RFC 8259 §8.1) and
 * headers are often wrong; only then is the charset believed that the header or the XML itself names (XML 1.0 §4.3.3).
 * Statements that name none, or UTF-8 against the evidence, are read as Western European, or as the code page of DOS where
 * its umlauts show. `undefined`: nothing fits.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes, decoderOf('utf-16le'))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode(bytes, decoderOf('utf-16be'))
  const utf8 = tryDecode(bytes, strictUtf8)
  if (utf8 !== undefined) return utf8
  const named = charsetOf(contentType) ?? encodingOf(bytes)
  const statement = isPlain(contentType) || looksLikeStatement(bytes)
  if (named !== undefined && !(statement && /^utf-?8$/i.test(named))) return tryDecode(bytes, decoderOf(named))
  if (!statement) return undefined
  return isDosText(bytes) ? dosText(bytes) : tryDecode(bytes, decoderOf(western))
}

/** `PK` of zip, and the two bytes of gzip: no text begins so. */
export function isArchive(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))
  )
}

function isPlain(contentType: string | undefined): boolean {
  return /^(text\/plain|(text|application)\/(\S+\+)?xml)\b/i.test(contentType?.trim() ?? '')
}

/** XML, or a field of SWIFT near the beginning: downloads come as octets. */
function looksLikeStatement(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1')
  return /^\s*<(?:\?xml|Document)|^\s*\{1:F|(?:^|[\r\n])\s?:(?:20|25|61):/.test(head)
}

/** Umlauts of code page 850, which old German statements have. */
const dos: { readonly [byte: number]: string } = {
  129: 'ü',
  132: 'ä',
  142: 'Ä',
  148: 'ö',
  153: 'Ö',
  154: 'Ü',
  225: 'ß',
}

/** No other byte above ASCII, and one of them within a word, where quotation marks of the Western code page never stand. */
function isDosText(bytes: Uint8Array): boolean {
  let within = false
  for (const [at, byte] of bytes.entries()) {
    if (byte < 128) continue
    if (!Object.hasOwn(dos, byte)) return false
    within ||= byte < 160 && isLetter(bytes[at - 1]) && isLetter(bytes[at + 1])
  }
  return within
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122))
}

function dosText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (char) => dos[char.charCodeAt(0)] ?? char)
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]
}

/** Of `<?xml version="1.0" encoding="ISO-8859-1"?>`: ASCII, whatever follows. */
function encodingOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml[^>]{0,100}\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1]
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return undefined
  }
}

function tryDecode(bytes: Uint8Array, decoder: TextDecoder | undefined): string | undefined {
  try {
    return decoder?.decode(bytes)
  } catch {
    return undefined
  }
}
