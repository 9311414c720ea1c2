import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { challengePicture } from './challenge-picture.ts'
import { flickerCode } from './flicker.ts'
import { modulesOf } from './qr.ts'

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

test('a QR code: finders, timing, format, and a text that a decoder has read', () => {
  const grid = modulesOf('Raccord Test Bank: 246810')
  const rows = grid.map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
  expect(rows).toHaveLength(29)
  expect(rows[0]).toMatch(/^#######\..*\.#######$/)
  expect(rows[6]).toMatch(/^#######\.(#\.)+#######$/)
  expect(rows[28]?.startsWith('#######.#')).toBe(true)
  expect(() => modulesOf('x'.repeat(54))).toThrow(RangeError)
})
