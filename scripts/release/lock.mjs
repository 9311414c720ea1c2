// What the lock file says of packages: the only source of lists that go with a release.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'

export function readLock() {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
}

/**
 * Packages of others that a production server needs: neither tools of development nor the Node that comes with an install.
 * Sorted by path.
 */
export function productionPackages(lock = readLock()) {
  return Object.entries(lock.packages)
    .filter(([path, { dev, link, optional, devOptional }]) => {
      const ours = !path.includes('node_modules/') || link
      return !ours && !dev && !devOptional && !(optional && /node_modules\/(node-|pg-cloudflare)/.test(path))
    })
    .map(([path, { version, license, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return { path, name, version, license, integrity }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
