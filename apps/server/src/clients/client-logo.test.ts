import { describe, expect, it } from 'vitest'
import { samplePng } from '../../../../tests/support/sample-png.ts'
import { readLogo } from './client-logo.ts'

const jpeg = (width: number, height: number): Buffer => {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const comment = Buffer.from([0xff, 0xfe, 0, 6, 0xff, 0xc0, 1, 1])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, Buffer.from([0xff]), frame, Buffer.from([0xff, 0xd9])])
}
const webp = (kind: string, data: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from(`RIFF0000WEBP${kind}0000`, 'latin1'), Buffer.from(data), Buffer.alloc(10)])

describe('a logo', () => {
  it.each([
    ['PNG', samplePng(120, 28), 'png', 'image/png'],
    // The length of a comment is believed, not the bytes in it that look like a frame.
    ['JPEG', jpeg(300, 60), 'jpg', 'image/jpeg'],
    ['WebP, extended', webp('VP8X', [0, 0, 0, 0, 119, 0, 0, 27, 0, 0]), 'webp', 'image/webp'],
    ['WebP, lossless', webp('VP8L', [0x2f, 119, 192, 6, 0]), 'webp', 'image/webp'],
    ['WebP, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 120, 0, 28, 0]), 'webp', 'image/webp'],
  ])('may be %s', (_name, body, extension, mediaType) => {
    const read = readLogo(body)
    if (read.kind !== 'logo') throw new Error(read.reason)
    expect(read.logo.file).toMatch(new RegExp(`^[0-9a-f]{32}\\.${extension}$`))
    expect(read.logo.mediaType).toBe(mediaType)
  })

  it.each([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'PNG, JPEG or WebP',
    ],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'PNG, JPEG or WebP'],
    ['a GIF', Buffer.from('GIF89a0000000000000000000000000000000000'), 'PNG, JPEG or WebP'],
    ['nothing', Buffer.alloc(0), 'PNG, JPEG or WebP'],
    ['a PNG without its end', samplePng(120, 28).subarray(0, 40), 'PNG, JPEG or WebP'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0]), 'PNG, JPEG or WebP'],
    ['65 kB', Buffer.alloc(65 * 1024), '64 kB'],
    ['a bomb of pixels', samplePng(20_000, 16), '2048 pixels'],
    ['a dot', samplePng(1, 1), '16 pixels'],
  ])('may not be %s', (_name, body, why) => {
    expect(readLogo(body)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(why) })
  })

  it('has a name that says its content', () => {
    const files = [samplePng(20, 20), samplePng(20, 20), samplePng(20, 21)].map((body) => {
      const read = readLogo(body)
      return read.kind === 'logo' ? read.logo.file : read.reason
    })
    expect(files[0]).toBe(files[1])
    expect(files[2]).not.toBe(files[0])
  })
})
