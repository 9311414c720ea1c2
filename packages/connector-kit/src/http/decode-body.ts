/** Text that says nothing of its charset, and is no UTF-8: what German and French cores write. Maps every byte. */
const western = 'windows-1252'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes of a bank's answer as text. UTF-8 wins wherever the bytes are valid UTF-8, because JSON is (RFC 8259 §8.1) and
 * headers are often wrong; only then is the charset believed that the header or the XML itself names (XML 1.0 §4.3.3).
 * Statements as plain text or XML that name none are read as Western European. `undefined`: nothing fits.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const utf8 = tryDecode(bytes, strictUtf8)
  if (utf8 !== undefined) return utf8
  const named = charsetOf(contentType) ?? encodingOf(bytes)
  if (named !== undefined) return tryDecode(bytes, decoderOf(named))
  return /^(text\/plain|(text|application)\/(\S+\+)?xml)\b/i.test(contentType?.trim() ?? '')
    ? tryDecode(bytes, decoderOf(western))
    : undefined
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
