// Writes dist/: `embed.mjs` for bundlers, `v1.js` for a script tag, `v1.json` with its hash for `integrity`.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const dist = new URL('dist/', import.meta.url)

for (const [entry, format, fileName] of [
  ['src/index.ts', 'es', 'embed.mjs'],
  ['src/global.ts', 'iife', 'v1.js'],
] as const) {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      lib: { entry, formats: [format], name: 'raccordScript', fileName: () => fileName },
    },
  })
}

const script = await readFile(new URL('v1.js', dist))
const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
const gzip = gzipSync(script, { level: 9 }).length
await writeFile(new URL('v1.json', dist), `${JSON.stringify({ integrity, bytes: script.length, gzip })}\n`)
console.log(`/embed/v1.js: ${script.length} bytes, ${gzip} gzip, integrity="${integrity}"`)
