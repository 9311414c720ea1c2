import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const block = 512
/** Of every entry: the same sources make the same bytes, and with them the same `integrity`. */
const date = Math.floor(Date.UTC(1985, 9, 26) / 1000)

/** A package as npm packs it: files under `package/`, in the order of their names, in ustar and gzip. */
export function tarball(folder) {
  const parts = filesBelow(folder).flatMap((name) => {
    const content = readFileSync(join(folder, name))
    const executable = (statSync(join(folder, name)).mode & 0o111) !== 0
    return [
      header(`package/${name}`, content.length, executable ? 0o755 : 0o644),
      content,
      Buffer.alloc(-content.length & (block - 1)),
    ]
  })
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]), { level: 9 })
}

function filesBelow(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    )
    .sort()
}

function header(name, size, mode) {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: longer than an entry of this format may be`)
  const head = Buffer.alloc(block)
  const octal = (value, length) => `${value.toString(8).padStart(length - 1, '0')}\0`
  head.write(name, 0)
  head.write(octal(mode, 8), 100)
  head.write(octal(0, 8), 108)
  head.write(octal(0, 8), 116)
  head.write(octal(size, 12), 124)
  head.write(octal(date, 12), 136)
  head.write('        ', 148)
  head.write('0', 156)
  head.write('ustar\u000000', 257)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}
