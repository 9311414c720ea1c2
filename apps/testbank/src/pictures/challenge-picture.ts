import type { ScaType } from '../scenario/scenario.ts'
import { letters } from './letters.ts'
import { photoTan } from './photo-tan.ts'
import { qrCode } from './qr.ts'

/** What a way to prove oneself shows (PNG in base64); undefined for those that show no picture. */
export function challengePicture(type: ScaType, authorisationId: string, code: string): string | undefined {
  if (type === 'PHOTO_OTP') return photoTan(authorisationId)
  if (type === 'QR_OTP') return qrCode(`Raccord Test Bank: ${code}`)
  return type === 'IMAGE' ? letters(code) : undefined
}

/** Eight digits for a card reader. */
export const startCodeOf = (authorisationId: string): string =>
  String(Number.parseInt(authorisationId.slice(0, 6), 16)).padStart(8, '0')
