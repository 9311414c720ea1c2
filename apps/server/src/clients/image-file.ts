export interface ImageFacts {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly extension: 'png' | 'jpg' | 'webp'
  readonly width: number
  readonly height: number
}

/** What an image file is by its first bytes, and how large it unpacks; `undefined` for anything else or a torso. */
export function readImage(body: Uint8Array): ImageFacts | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return readPng(bytes) ?? readWebp(bytes) ?? readJpeg(bytes)
}

/** Signature and IHDR, which is always the first chunk (PNG 3rd edition, §5.2 and §11.2.1). */
function readPng(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length < 33 || bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined
  if (bytes.toString('latin1', 12, 16) !== 'IHDR' || !bytes.subarray(-12).includes('IEND')) return undefined
  return { mediaType: 'image/png', extension: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** RIFF container with a VP8X, VP8L or VP8 chunk first (RFC 9649 §2). */
function readWebp(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return undefined
  const size = (width: number, height: number): ImageFacts => ({
    mediaType: 'image/webp',
    extension: 'webp',
    width,
    height,
  })
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21)
      return bytes[20] === 0x2f ? size((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1) : undefined
    }
    case 'VP8 ':
      return bytes.readUIntBE(23, 3) === 0x9d012a
        ? size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
        : undefined
    default:
      return undefined
  }
}

/** Segments up to the first start of frame (ITU-T T.81, B.1.1 and B.2.2). */
function readJpeg(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return { mediaType: 'image/jpeg', extension: 'jpg', width, height }
    }
    // Fill bytes stand before a marker; everything else says how long it is.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}
