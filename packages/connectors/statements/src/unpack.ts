import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Unzip, UnzipInflate } from 'fflate'
import { StatementError } from './statement-part.ts'

/** Of all files of an archive together: the longest statements seen are of some ten megabytes. */
const bounds = { bytes: 64 * 1024 * 1024, files: 2_000 }
/** Packed bytes taken at once: a thousand times as much may come of them. */
const slice = 2 * 1024

export interface UnpackedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Files of a zip or gzip archive, in its order, without folders and what systems add. Bounded while it is unpacked, whatever
 * its headers say, and other work goes on meanwhile. @throws StatementError
 */
export async function unpack(archive: Uint8Array, most = bounds): Promise<UnpackedFile[]> {
  if (archive[0] === 0x1f) return [{ name: '', bytes: await gunzipped(archive, most.bytes) }]
  const files: { readonly name: string; readonly chunks: Uint8Array[]; done: boolean }[] = []
  let total = 0
  const unzip = new Unzip((found) => {
    if (files.length >= most.files) throw new StatementError('an archive of too many files')
    const file: (typeof files)[number] = { name: found.name, chunks: [], done: false }
    files.push(file)
    found.ondata = (error, chunk, final) => {
      // What is thrown below comes back as an error of the file.
      if (error) throw error instanceof StatementError ? error : new StatementError('a broken archive')
      total += chunk.length
      if (total > most.bytes) throw new StatementError('an archive that is too large unpacked')
      file.chunks.push(chunk)
      file.done = final
    }
    found.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < archive.length; at += slice) {
      unzip.push(archive.subarray(at, at + slice), at + slice >= archive.length)
      await setImmediate()
    }
  } catch (error) {
    throw error instanceof StatementError ? error : new StatementError('a broken archive')
  }
  if (files.length === 0 || files.some(({ done }) => !done)) throw new StatementError('a broken archive')
  const wanted = files.filter(({ name }) => !/(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)|\/$/.test(name))
  return wanted.map(({ name, chunks }) => ({ name, bytes: Buffer.concat(chunks) }))
}

async function gunzipped(bytes: Uint8Array, most: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most })
  } catch {
    throw new StatementError('a broken archive, or one that is too large unpacked')
  }
}
