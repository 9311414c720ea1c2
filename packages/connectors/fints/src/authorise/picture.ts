export interface Picture {
  readonly type: 'image/png' | 'image/gif'
  readonly base64: string
}

const largest = 1_000_000

/**
 * The picture of photoTAN and QR (HHD 1.4): two bytes length, type, two bytes length, image. `undefined` unless all of it fits:
 * the image is for a person's screen.
 *
 * @param bytes one character a byte
 */
export function readPicture(bytes: string): Picture | undefined {
  const type = counted(bytes, 0)
  const image = type && counted(bytes, 2 + type.length)
  if (!type || !image || 4 + type.length + image.length > bytes.length) return undefined
  return pictureOf(image, type.trim().toLowerCase())
}

function counted(bytes: string, at: number): string | undefined {
  if (at + 2 > bytes.length) return undefined
  const length = bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1)
  return at + 2 + length <= bytes.length ? bytes.slice(at + 2, at + 2 + length) : undefined
}

function pictureOf(image: string, named?: string): Picture | undefined {
  const type = image.startsWith('\x89PNG\r\n\x1a\n') ? 'image/png' : /^GIF8[79]a/.test(image) ? 'image/gif' : undefined
  if (type === undefined || image.length > largest || (named !== undefined && named !== type)) return undefined
  return { type, base64: Buffer.from(image, 'latin1').toString('base64') }
}

/** `CHLGUC`, four digits, data, `CHLGTEXT`, four digits, text: how HHD 1.3 puts data into the text of a challenge. */
export function splitText(text: string): { readonly data: string; readonly words: string } | undefined {
  const match = /^\s*CHLGUC\s*\d{4}([\s\S]*?)CHLGTEXT\s*\d{4}([\s\S]*)$/.exec(text)
  return match ? { data: (match[1] ?? '').replace(/\s+/g, ''), words: match[2] ?? '' } : undefined
}

/** The QR picture of savings banks: in base64 within the text. */
export function pictureInText(text: string): { readonly picture: Picture; readonly words: string } | undefined {
  const split = splitText(text)
  if (!split || split.data.length < 100 || !/^[A-Za-z0-9+/]+={0,2}$/.test(split.data)) return undefined
  const picture = pictureOf(Buffer.from(split.data, 'base64').toString('latin1'))
  return picture && { picture, words: split.words }
}
