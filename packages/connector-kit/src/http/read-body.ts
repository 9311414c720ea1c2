import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export type BodyRead =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'unreadable'; readonly why: string }

/** What we ask banks for; anything else in the answer is refused rather than guessed at. */
export const acceptedEncodings = 'gzip, deflate, br'

class TooLarge extends Error {}

/**
 * Reads a body while counting, both before and after decompression, and drops the connection as soon as the limit is
 * passed: a small archive of zeros must not become gigabytes of memory. Throws what the network throws.
 */
export async function readBody(body: Readable, encoding: string | undefined, maxBytes: number): Promise<BodyRead> {
  const unpack = decompressor(encoding)
  if (unpack === 'unknown') {
    // Without a listener the error of this destruction would be an uncaught one.
    body.on('error', () => {}).destroy()
    return { kind: 'unreadable', why: 'content-encoding that was not asked for' }
  }
  const chunks: Buffer[] = []
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of counted(source, maxBytes)) chunks.push(chunk)
  }
  try {
    if (unpack) await pipeline(body, (source: AsyncIterable<Buffer>) => counted(source, maxBytes), unpack, collect)
    else await pipeline(body, collect)
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'too_large' }
    if (isCompressionError(error)) return { kind: 'unreadable', why: 'broken compression' }
    throw error
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) }
}

async function* counted(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let total = 0
  for await (const chunk of source) {
    total += chunk.length
    if (total > maxBytes) throw new TooLarge()
    yield chunk
  }
}

function decompressor(encoding: string | undefined): Transform | undefined | 'unknown' {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return undefined
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return 'unknown'
  }
}

function isCompressionError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT')
}
