import { encode } from 'uqr'
import { BLACK, drawPng, WHITE } from './png.ts'

const QUIET = 4

/** A QR code (ISO/IEC 18004) that any phone reads. PNG in base64. */
export function qrCode(text: string): string {
  const { size, data } = encode(text, { ecc: 'L', border: QUIET })
  return drawPng(size, size, 6, (column, row) => (data[row]?.[column] ? BLACK : WHITE))
}
