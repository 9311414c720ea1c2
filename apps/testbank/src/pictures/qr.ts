import { BLACK, drawPng, WHITE } from './png.ts'

/** QR version 3, error correction L (ISO/IEC 18004): 29 modules, 55 data bytes, 15 for correction, one block. */
const SIZE = 29
const DATA_BYTES = 55
const CORRECTION_BYTES = 15
const QUIET = 3
/** Level L with mask 0, its BCH code included, as table C.1 of the standard gives it. */
const FORMAT = 0b111011111000100

/** A QR code that any phone reads. PNG in base64. @param text at most 53 bytes of UTF-8 */
export function qrCode(text: string): string {
  const grid = modulesOf(text)
  return drawPng(SIZE + 2 * QUIET, SIZE + 2 * QUIET, 6, (column, row) =>
    grid[row - QUIET]?.[column - QUIET] ? BLACK : WHITE,
  )
}

/** Rows of dark (true) and light modules. */
export function modulesOf(text: string): readonly (readonly boolean[])[] {
  const grid = Array.from({ length: SIZE }, () => new Array<boolean>(SIZE).fill(false))
  const fixed = Array.from({ length: SIZE }, () => new Array<boolean>(SIZE).fill(false))
  const set = (x: number, y: number, dark: boolean) => {
    const [line, mark] = [grid[y], fixed[y]]
    if (!line || !mark || x < 0 || x >= SIZE) return
    line[x] = dark
    mark[x] = true
  }
  const square = (cx: number, cy: number, radius: number, dark: (distance: number) => boolean) => {
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) set(cx + x, cy + y, dark(Math.max(Math.abs(x), Math.abs(y))))
  }
  for (let at = 0; at < SIZE; at += 1) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  const finder = (distance: number) => distance !== 2 && distance !== 4
  for (const [x, y] of [
    [3, 3],
    [SIZE - 4, 3],
    [3, SIZE - 4],
  ] as const)
    square(x, y, 4, finder)
  square(22, 22, 2, (distance) => distance !== 1)
  writeFormat(set)
  writeBits(grid, fixed, bitsOf(text))
  return grid
}

function writeFormat(set: (x: number, y: number, dark: boolean) => void): void {
  for (let index = 0; index < 15; index += 1) {
    const dark = ((FORMAT >> index) & 1) === 1
    // Beside the upper left finder, around its corner; the timing lines are stepped over.
    if (index < 6) set(8, index, dark)
    else if (index < 8) set(8, index + 1, dark)
    else if (index === 8) set(7, 8, dark)
    else set(14 - index, 8, dark)
    // And once more along the two others.
    if (index < 8) set(SIZE - 1 - index, 8, dark)
    else set(8, SIZE - 15 + index, dark)
  }
  set(8, SIZE - 8, true)
}

/** In columns of two from the right, up and down, mask 0 applied. */
function writeBits(grid: boolean[][], fixed: readonly (readonly boolean[])[], bits: readonly boolean[]): void {
  let next = 0
  let upwards = true
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1
    for (let step = 0; step < SIZE; step += 1) {
      const y = upwards ? SIZE - 1 - step : step
      for (const x of [right, right - 1]) {
        const line = grid[y]
        if (!line || fixed[y]?.[x]) continue
        line[x] = (bits[next] ?? false) !== ((x + y) % 2 === 0)
        next += 1
      }
    }
    upwards = !upwards
  }
}

function bitsOf(text: string): boolean[] {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length > DATA_BYTES - 2) throw new RangeError('too long for this QR code')
  // Mode 0100 (bytes), length, the text, a terminator of four zeros: half a byte out of step all along.
  const data = [0x40 | (bytes.length >> 4)]
  const nibbles = [bytes.length & 15, ...[...bytes].flatMap((one) => [one >> 4, one & 15]), 0]
  for (let at = 0; at < nibbles.length; at += 2) data.push(((nibbles[at] ?? 0) << 4) | (nibbles[at + 1] ?? 0))
  for (let pad = 0; data.length < DATA_BYTES; pad += 1) data.push(pad % 2 === 0 ? 0xec : 0x11)
  return [...data, ...correctionOf(data)].flatMap((one) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((one >> bit) & 1) === 1),
  )
}

/** Reed–Solomon over GF(256) with the polynomial 0x11D. */
function correctionOf(data: readonly number[]): number[] {
  let generator = [1]
  let root = 1
  for (let degree = 0; degree < CORRECTION_BYTES; degree += 1) {
    const shifted = [...generator, 0]
    generator = shifted.map((value, index) => value ^ (index > 0 ? times(generator[index - 1] ?? 0, root) : 0))
    root = times(root, 2)
  }
  const rest = [...data, ...new Array<number>(CORRECTION_BYTES).fill(0)]
  for (let at = 0; at < data.length; at += 1) {
    const factor = rest[at] ?? 0
    for (const [index, value] of generator.entries()) rest[at + index] = (rest[at + index] ?? 0) ^ times(value, factor)
  }
  return rest.slice(data.length)
}

function times(left: number, right: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0)
    if ((right >> bit) & 1) product ^= left
  }
  return product & 0xff
}
