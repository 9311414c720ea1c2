import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export interface EmbedScript {
  readonly body: Buffer
  readonly br: Buffer
  readonly gzip: Buffer
  /** For the `integrity` attribute. */
  readonly integrity: string
  /** Short name of this very content, for an address that never changes what it answers. */
  readonly hash: string
}

/** The built single file, for servers; `undefined` before `npm run build`. */
export function embedScript(folder = new URL('../dist/', import.meta.url)): EmbedScript | undefined {
  try {
    const body = readFileSync(new URL('v1.js', folder))
    const { integrity } = JSON.parse(readFileSync(new URL('v1.json', folder), 'utf8')) as { integrity: string }
    const hash = integrity
      .slice('sha384-'.length)
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 12)
    return { body, br: brotliCompressSync(body), gzip: gzipSync(body, { level: 9 }), integrity, hash }
  } catch {
    return undefined
  }
}
