import { gzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unpack } from './unpack.ts'

const most = { bytes: 100_000, files: 5 }
const zeros = (length: number) => new Uint8Array(length)

test('files as they are packed, in their order', async () => {
  const archive = zipSync({ 'b.xml': zeros(60_000), 'folder/a.xml': zeros(40_000), '.DS_Store': zeros(0) })
  const files = await unpack(archive, most)
  expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
    ['b.xml', 60_000],
    ['folder/a.xml', 40_000],
  ])
})

test('a bomb stops at its bound, whatever its headers say', async () => {
  const bomb = zipSync({ 'a.xml': zeros(4_000_000) })
  await expect(unpack(bomb, most)).rejects.toThrow('too large unpacked')
  const lying = bomb.slice()
  const view = new DataView(lying.buffer)
  // The size that its first header tells.
  view.setUint32(22, 10, true)
  await expect(unpack(lying, most)).rejects.toThrow('too large unpacked')
  await expect(unpack(zipSync({ a: zeros(60_000), b: zeros(60_000) }), most)).rejects.toThrow('too large unpacked')
  await expect(unpack(gzipSync(zeros(4_000_000)), most)).rejects.toThrow('too large unpacked')
})

test('too many files', async () => {
  const files = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.xml`, zeros(0)]))
  await expect(unpack(zipSync(files), most)).rejects.toThrow('too many files')
})
