import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

const CELLS = 24
const SCALE = 8

/**
 * A picture as a photoTAN reader expects one (`challengeData.image`): a grid of cells drawn from the authorisation's id,
 * as base64 of an 8-bit greyscale PNG of 192 × 192 pixels.
 */
export function challengePicture(seed: string): string {
  const side = CELLS * SCALE
  const rows: Buffer[] = []
  for (let y = 0; y < side; y += 1) {
    const row = Buffer.alloc(side + 1)
    for (let x = 0; x < side; x += 1) row[x + 1] = isDark(seed, Math.floor(x / SCALE), Math.floor(y / SCALE)) ? 0 : 255
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...chunks]).toString('base64')
}

const patterns = new Map<string, Buffer>()

function isDark(seed: string, x: number, y: number): boolean {
  // A white border of two cells, as every reader wants one.
  if (Math.min(x, y) < 2 || Math.max(x, y) >= CELLS - 2) return false
  let pattern = patterns.get(seed)
  if (!pattern) {
    patterns.clear()
    pattern = createHash('shake256', { outputLength: CELLS * CELLS })
      .update(seed)
      .digest()
    patterns.set(seed, pattern)
  }
  return ((pattern[y * CELLS + x] ?? 0) & 1) === 1
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
