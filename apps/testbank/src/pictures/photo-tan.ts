import { createHash } from 'node:crypto'
import { BLACK, type Colour, drawPng, WHITE } from './png.ts'

const CELLS = 24
const COLOURS: readonly Colour[] = [BLACK, [214, 40, 40], [32, 110, 60], [30, 70, 190]]

/** A coloured mosaic as a photoTAN reader expects one, drawn from the authorisation's id. PNG in base64, 192 dots wide. */
export function photoTan(seed: string): string {
  const pattern = createHash('shake256', { outputLength: CELLS * CELLS })
    .update(seed)
    .digest()
  return drawPng(CELLS, CELLS, 8, (column, row) => {
    // A white border, and a black frame to find the mosaic by.
    const edge = Math.min(column, row, CELLS - 1 - column, CELLS - 1 - row)
    if (edge < 1) return WHITE
    if (edge === 1) return BLACK
    const value = pattern[row * CELLS + column] ?? 0
    return (value & 4) === 0 ? WHITE : (COLOURS[value & 3] ?? BLACK)
  })
}
