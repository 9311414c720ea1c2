const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes of a bank's answer as text. UTF-8 wins wherever the bytes are valid UTF-8, because JSON is (RFC 8259 §8.1) and
 * headers are often wrong; only then is the header's charset believed. `undefined`: neither fits.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  return tryDecode(bytes, strictUtf8) ?? tryDecode(bytes, decoderOf(contentType))
}

function decoderOf(contentType: string | undefined): TextDecoder | undefined {
  const label = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]
  if (label === undefined) return undefined
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
