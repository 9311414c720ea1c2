import { createHash } from 'node:crypto'
import { type Colour, drawPng, WHITE } from './png.ts'

/** Five rows of three dots each, as octal digits: `7` is a full row, `5` its two ends. */
const GLYPHS: Readonly<Record<string, string>> = {
  ...{ 0: '75557', 1: '26227', 2: '71747', 3: '71317', 4: '55711', 5: '74717', 6: '74757', 7: '71122', 8: '75757' },
  ...{ 9: '75717', A: '25755', B: '65656', C: '34443', D: '65556', E: '74647', F: '74644', G: '34553', H: '55755' },
  ...{ I: '72227', J: '11152', K: '55655', L: '44447', M: '57755', N: '65555', O: '25552', P: '65644', Q: '25563' },
  ...{ R: '65655', S: '34216', T: '72222', U: '55557', V: '55552', W: '55775', X: '55255', Y: '55222', Z: '71247' },
}
const CELL_WIDTH = 5
const HEIGHT = 11
const INK: readonly Colour[] = [
  [28, 40, 90],
  [120, 30, 60],
  [20, 84, 60],
]

/** Letters and digits to be read off a picture, each at another height, with some dust: as banks draw them. PNG in base64. */
export function letters(text: string): string {
  const signs = [...text.toUpperCase()]
  const noise = createHash('shake256', { outputLength: 1024 }).update(text).digest()
  return drawPng(signs.length * CELL_WIDTH + 3, HEIGHT, 8, (column, row) => {
    const index = Math.floor((column - 2) / CELL_WIDTH)
    const rows = GLYPHS[signs[index] ?? ''] ?? ''
    const x = column - 2 - index * CELL_WIDTH
    const y = row - 2 - ((noise[index] ?? 0) % 3)
    const bits = Number.parseInt(rows[y] ?? '0', 8)
    if (x >= 0 && x < 3 && (bits & (4 >> x)) !== 0) return INK[index % INK.length] ?? WHITE
    return (noise[(column * HEIGHT + row) % noise.length] ?? 0) < 14 ? [170, 170, 190] : WHITE
  })
}
