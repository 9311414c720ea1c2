import { crc32, deflateSync } from 'node:zlib'

/** Red, green and blue of a dot, 0 to 255 each. */
export type Colour = readonly [number, number, number]

export const WHITE: Colour = [255, 255, 255]
export const BLACK: Colour = [0, 0, 0]

/**
 * Draws a grid of cells as a PNG (RFC 2083; 8-bit RGB, no filter), each cell `scale` dots wide and high. Base64, as the
 * standard wants `challengeData.image`.
 */
export function drawPng(
  columns: number,
  rows: number,
  scale: number,
  colourAt: (column: number, row: number) => Colour,
): string {
  const lines: Buffer[] = []
  for (let row = 0; row < rows; row += 1) {
    const line = Buffer.alloc(1 + columns * scale * 3)
    for (let column = 0; column < columns; column += 1) {
      const dot = Buffer.from(colourAt(column, row))
      for (let copy = 0; copy < scale; copy += 1) dot.copy(line, 1 + (column * scale + copy) * 3)
    }
    for (let copy = 0; copy < scale; copy += 1) lines.push(line)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(columns * scale, 0)
  header.writeUInt32BE(rows * scale, 4)
  header[8] = 8
  header[9] = 2
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...chunks]).toString('base64')
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
