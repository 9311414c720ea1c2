import { createHash } from 'node:crypto'
import { type ImageFacts, readImage } from './image-file.ts'

/** Bytes at most: a logo is 28 pixels high on the page. */
export const mostLogoBytes = 64 * 1024
/** Pixels at most on a side: what a browser has to unpack is bounded too, not only what is sent. */
const mostPixels = 2048

/** A client's logo as we serve it. */
export interface ClientLogo {
  /** `<SHA-256 of the content, 32 hex digits>.<png|jpg|webp>`: may be kept by browsers for good. */
  readonly file: string
  readonly mediaType: ImageFacts['mediaType']
  readonly body: Uint8Array
}

export interface LogoStore {
  /** Replaces the client's logo; `undefined` takes it away. False when there is no such client. */
  setLogo(clientId: string, logo: ClientLogo | undefined): Promise<boolean>
  findLogo(file: string): Promise<Pick<ClientLogo, 'mediaType' | 'body'> | undefined>
}

/**
 * A logo file that an operator gave: PNG, JPEG or WebP by its content, never by its name. No SVG: that is a document
 * with script, styles and links of its own.
 */
export function readLogo(
  body: Uint8Array,
): { readonly kind: 'logo'; readonly logo: ClientLogo } | { readonly kind: 'refused'; readonly reason: string } {
  if (body.byteLength > mostLogoBytes) return refused(`must be at most ${mostLogoBytes / 1024} kB`)
  const image = readImage(body)
  if (image === undefined) return refused('must be a PNG, JPEG or WebP image')
  if (image.width < 16 || image.height < 16) return refused('must be at least 16 pixels wide and high')
  if (image.width > mostPixels || image.height > mostPixels)
    return refused(`must be at most ${mostPixels} pixels wide and high`)
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 32)
  return { kind: 'logo', logo: { file: `${hash}.${image.extension}`, mediaType: image.mediaType, body } }
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason: `The logo ${reason}.` }
}
