import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { AssetUrls } from './document.tsx'

export interface Asset {
  readonly body: Buffer
  readonly br: Buffer
  readonly gzip: Buffer
  readonly contentType: string
  /** The name holds a hash of the content: `Cache-Control: public, max-age=31536000, immutable`. */
  readonly immutable: true
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

// This module runs as `dist/server/*.js` and, in tests, as `src/assets.ts`.
const folder = [new URL('../client/', import.meta.url), new URL('../dist/client/', import.meta.url)].find((url) =>
  existsSync(new URL('manifest.json', url)),
)

/** Built browser files by path (`/assets/widget-….js`), read once. Empty when the widget was not built. */
export const assets: ReadonlyMap<string, Asset> = load()

/** The files that pages name. */
export function assetUrls(): AssetUrls {
  const paths = [...assets.keys()]
  const script = paths.find((path) => /\/widget-[^/]+\.js$/.test(path))
  const steps = paths.find((path) => /\/steps-[^/]+\.js$/.test(path))
  const events = paths.find((path) => /\/events-[^/]+\.js$/.test(path))
  const style = paths.find((path) => /\/widget-[^/]+\.css$/.test(path))
  const stepsStyle = paths.find((path) => /\/steps-[^/]+\.css$/.test(path))
  if (!script || !steps || !events || !style || !stepsStyle)
    throw new Error('The widget is not built: run `npm run build`.')
  return { script, steps, events, style, stepsStyle }
}

function load(): ReadonlyMap<string, Asset> {
  const map = new Map<string, Asset>()
  if (!folder) return map
  for (const name of readdirSync(folder)) {
    const contentType = contentTypes[name.split('.').at(-1) ?? '']
    if (!contentType) continue
    const read = (suffix: string) => readFileSync(new URL(name + suffix, folder))
    map.set(`/assets/${name}`, { body: read(''), br: read('.br'), gzip: read('.gz'), contentType, immutable: true })
  }
  return map
}
