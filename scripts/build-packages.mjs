// Writes dist/packages/: each public package as `npm install <address>` takes it, and index.json with what they are.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fill, published } from './packages/published.mjs'
import { tarball } from './packages/tarball.mjs'
import { root } from './root.mjs'

const target = process.argv[2] ?? join(root, 'dist', 'packages')
const stage = mkdtempSync(join(tmpdir(), 'raccord-packages-'))
try {
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const index = Object.keys(published).map((name) => {
    const folder = join(stage, name)
    const manifest = fill(name, folder, process.env.RACCORD_REPOSITORY)
    const file = `raccord-${name}-${manifest.version}.tgz`
    const content = tarball(folder)
    writeFileSync(join(target, file), content)
    const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`
    const { version, description } = manifest
    return { name: manifest.name, version, description, file, bytes: content.length, integrity }
  })
  writeFileSync(join(target, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
} finally {
  rmSync(stage, { recursive: true, force: true })
}
