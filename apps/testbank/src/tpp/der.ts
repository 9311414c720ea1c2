/** One element of DER (X.690 §8): its tag, and what is in it. */
export type DerElement = { readonly tag: number; readonly content: Buffer }

/** The elements that lie one behind the other. Throws a RangeError on anything that is not DER. */
export function derElements(bytes: Buffer): DerElement[] {
  const found: DerElement[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes.readUInt8(at)
    let length = bytes.readUInt8(at + 1)
    let start = at + 2
    if (length > 0x80) {
      const size = length - 0x80
      length = bytes.readUIntBE(start, size)
      start += size
    }
    if (start + length > bytes.length) throw new RangeError('truncated')
    found.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

/** Dotted form of an object identifier (X.690 §8.19). */
export function dottedOid(content: Buffer): string {
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(value)
      value = 0
    }
  }
  const first = arcs.shift() ?? 0
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...arcs].join('.')
}
