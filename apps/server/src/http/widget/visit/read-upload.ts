import type { IncomingMessage } from 'node:http'
import type { Sent, SentFile } from '../../../journey/uploads.ts'

/** As the API's: bytes of all files, and their number. What stands around them in a form is small. */
const most = { bytes: 20_000_000, files: 50, around: 256 * 1024 }
/** Read past and forgotten, so that the browser gets to hear the answer. */
const mostHeard = 128 * 1024 * 1024
/** At a time, in this process: each may be held in memory. */
const mostAtOnce = 6
let reading = 0

export interface ReadUpload {
  /** Texts of the form. */
  readonly fields: Readonly<Record<string, string | string[]>>
  readonly sent: Sent
}

/**
 * A form with files (`multipart/form-data`, RFC 7578), as browsers send it. Bounded in bytes and parts before it is taken apart.
 * `undefined`: it is none.
 */
export async function readUpload(body: IncomingMessage, contentType: string): Promise<ReadUpload | undefined> {
  const boundary = /boundary=(?:"([^"]{1,70})"|([^;\s"]{1,70}))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return undefined
  const busy = reading >= mostAtOnce
  // Only those that are let in: who is turned away must not keep others out.
  if (!busy) reading += 1
  try {
    const bytes = await bytesOf(body, busy ? most.around : most.bytes + most.around)
    if (!bytes) return { fields: {}, sent: busy ? 'busy' : 'too_large' }
    if (partsIn(bytes, mark) > most.files + 20) return { fields: {}, sent: 'too_many' }
    return await takeApart(bytes, contentType)
  } finally {
    if (!busy) reading -= 1
  }
}

/** `undefined`: there was more than that. */
async function bytesOf(body: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer> | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= limit) pieces.push(piece)
    else pieces.length = 0
    if (size > mostHeard) break
  }
  return size > limit ? undefined : Buffer.concat(pieces)
}

function partsIn(bytes: Buffer, mark: string): number {
  const line = Buffer.from(`--${mark}`)
  let count = 0
  for (let at = bytes.indexOf(line); at !== -1 && count < 1000; at = bytes.indexOf(line, at + line.length)) count += 1
  return count
}

async function takeApart(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<ReadUpload | undefined> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData().catch(() => undefined)
  if (!form) return undefined
  const fields = Object.create(null) as Record<string, string>
  const files: SentFile[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name !== 'files') fields[name] ??= value
    }
    // A file field that is left empty is sent as a file without name and bytes.
    else if (name === 'files' && (value.size > 0 || value.name !== ''))
      files.push({ name: shownName(value.name), bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { fields, sent: files.length > most.files ? 'too_many' : files }
}

/** What a page can show: no path, nothing that turns a line around. */
function shownName(given: string): string {
  const plain = given
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .trim()
  return plain.slice(0, 120) || '–'
}
