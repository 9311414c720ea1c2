// `node scripts/release/bill-of-materials.mjs <folder>`: what of others is in a release: `sbom.cdx.json` (CycloneDX 1.6) and
// `licences.txt` with the text of every licence. From the lock file and what is installed; the same clone gives the same bytes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../root.mjs'
import { productionPackages } from './lock.mjs'

const folder = resolve(process.argv[2] ?? 'release')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const packages = productionPackages().map((one) => ({ ...one, ...installed(one.path) }))
const silent = packages.filter(({ license }) => !license)
if (silent.length > 0) {
  console.error(`bill of materials: no licence is known of ${silent.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

const own = {
  type: 'application',
  'bom-ref': `raccord@${version}`,
  name: 'raccord',
  version,
  licenses: [{ license: { id: 'Apache-2.0' } }],
}
const timestamp = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString()
const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { timestamp, component: own },
  components: packages.map(({ name, version, license, integrity }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    licenses: /^[\w.+-]+$/.test(license)
      ? [{ license: { id: license } }]
      : [{ expression: license.replace(/^\((.*)\)$/, '$1') }],
    ...(integrity ? { hashes: integrity.split(' ').map(hash) } : {}),
  })),
}
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bom, undefined, 2)}\n`)
writeFileSync(join(folder, 'licences.txt'), licences())
console.log(
  `${packages.length} packages of others are in Raccord ${version}: sbom.cdx.json and licences.txt in ${folder}.`,
)

/** Of a package that is in the tree twice, once. */
function licences() {
  const chapters = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`)
  return [...new Set(chapters)].join(`\n${'-'.repeat(72)}\n\n`)
}

function installed(path) {
  const at = join(root, path)
  const file = existsSync(at)
    ? readdirSync(at).find((entry) => /^(licen[cs]e|copying)([.-]|$)/i.test(entry))
    : undefined
  return { text: file ? readFileSync(join(at, file), 'utf8').trim() : 'No text of the licence comes with the package.' }
}

function purl(name, version) {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}

function hash(integrity) {
  const at = integrity.indexOf('-')
  const algorithms = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }
  return {
    alg: algorithms[integrity.slice(0, at)],
    content: Buffer.from(integrity.slice(at + 1), 'base64').toString('hex'),
  }
}
