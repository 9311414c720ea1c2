import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'
import { compile, rewrite } from './compile.mjs'

/** What is published: how its folder is filled, and what its package.json says beside name, version and description. */
export const published = {
  sdk(folder) {
    compile('packages/sdk', 'index.ts', join(folder, 'dist'))
    return { exports: oneEntry('./dist/index'), sideEffects: false, engines: { node: '>=20' } }
  },
  embed(folder) {
    const built = join(root, 'packages', 'embed', 'dist')
    compile('packages/embed', 'index.ts', join(folder, 'dist'))
    copyFileSync(join(built, 'v1.js'), join(folder, 'dist', 'v1.js'))
    return { exports: { ...oneEntry('./dist/index'), './v1.js': './dist/v1.js' }, sideEffects: ['./dist/v1.js'] }
  },
  react(folder) {
    const dist = join(folder, 'dist')
    compile('packages/react', 'index.ts', dist)
    // The script goes along: an address to install from brings no other package with it.
    compile('packages/embed', 'index.ts', join(dist, 'embed'))
    const inDist = (text) => text.replaceAll(/(['"])@raccord\/embed\1/g, '$1./embed/index.js$1')
    rewrite(dist, /\.(js|d\.ts)$/, inDist)
    const { peerDependencies } = manifestOf('react')
    return { exports: oneEntry('./dist/index'), sideEffects: false, peerDependencies }
  },
  migrate(folder) {
    execFileSync(process.execPath, [join(root, 'packages', 'migrate', 'build.ts'), folder], { stdio: 'pipe' })
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  },
}

const oneEntry = (path) => ({ '.': { types: `${path}.d.ts`, default: `${path}.js` } })

export const manifestOf = (name) => JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))

/** Fills `folder`; answers the package.json that it now has. `repository`: for provenance, an address or nothing. */
export function fill(name, folder, repository) {
  mkdirSync(folder, { recursive: true })
  const own = published[name](folder)
  const { name: full, version, description, license } = manifestOf(name)
  const manifest = {
    ...{ name: full, version, description, license, type: 'module' },
    ...own,
    ...(repository ? { repository: { type: 'git', url: repository, directory: `packages/${name}` } } : {}),
    publishConfig: { access: 'public', provenance: true },
  }
  const { files: _files, ...rest } = manifest
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(rest, null, 2)}\n`)
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  cpSync(join(root, 'packages', name, 'README.md'), join(folder, 'README.md'))
  return rest
}
