import { crc32, inflateSync } from 'node:zlib'
import jsqr from 'jsqr'
import { expect, test } from 'vitest'
import { challengePicture } from './challenge-picture.ts'
import { flickerCode } from './flicker.ts'
import { qrCode } from './qr.ts'

test('a flicker code closes with the digits that a reader checks', () => {
  // Start code 1041875, elements 1234567890 and 12030000: the head of the example of the HHD 1.4 specification.
  const code = flickerCode('1041875', ['1234567890', '12030000'])
  expect(code).toMatch(/^1284011041875F05123456789004120300[0-9A-F]{4}$/)
  const xor = [...code.slice(0, -1)].reduce((sum, digit) => sum ^ Number.parseInt(digit, 16), 0)
  // The last digit was made with the Luhn digit before it left out.
  expect(xor ^ Number.parseInt(code.at(-2) ?? '', 16)).toBe(Number.parseInt(code.at(-1) ?? '', 16))
})

test.each(['PHOTO_OTP', 'QR_OTP', 'IMAGE'] as const)('%s is a whole PNG', (type) => {
  const png = Buffer.from(challengePicture(type, '0f3c5a77-1111', 'RACC7') ?? '', 'base64')
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  let at = 8
  const kinds: string[] = []
  let pixels = Buffer.alloc(0)
  while (at < png.length) {
    const length = png.readUInt32BE(at)
    const body = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    kinds.push(body.subarray(0, 4).toString('latin1'))
    if (kinds.at(-1) === 'IDAT') pixels = inflateSync(body.subarray(4))
    at += 12 + length
  }
  expect(kinds).toEqual(['IHDR', 'IDAT', 'IEND'])
  expect(pixels).toHaveLength(height * (1 + width * 3))
})

test('no picture for what has none', () => expect(challengePicture('SMS_OTP', 'x', '1')).toBeUndefined())

test('a QR code says what a phone is to read', () => {
  const png = Buffer.from(qrCode('Raccord Test Bank: 246810'), 'base64')
  const side = png.readUInt32BE(16)
  const start = png.indexOf('IDAT') + 4
  const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)))
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let at = 0; at < side * side; at += 1) {
    const dot = Math.floor(at / side) * (1 + side * 3) + 1 + (at % side) * 3
    pixels.set(lines.subarray(dot, dot + 3), at * 4)
  }
  // Its types say `export default`; as a CommonJS module Node gives the function itself or wraps it once more.
  const read = (typeof jsqr === 'function' ? jsqr : (jsqr as { default: unknown }).default) as (
    ...picture: [Uint8ClampedArray, number, number]
  ) => { readonly data: string } | null
  expect(read(pixels, side, side)?.data).toBe('Raccord Test Bank: 246810')
})
