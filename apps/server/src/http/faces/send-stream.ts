import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Below this a piece waits for the next: a chunk for every entry would cost more than the entry. */
const CHUNK = 16_384

/** Answers with what a generator writes, as fast as the reader takes it; packed where he asks for it. */
export function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  pieces: AsyncIterable<string>,
): FastifyReply {
  const text = Readable.from(chunksOf(pieces), { objectMode: false })
  reply.type(type).header('vary', 'accept-encoding')
  if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(request.headers['accept-encoding'] ?? '')))
    return reply.send(text)
  const packed = createGzip()
  // A generator that throws, or a reader that goes, ends both.
  pipeline(text, packed, () => {})
  return reply.header('content-encoding', 'gzip').send(packed)
}

async function* chunksOf(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = ''
  for await (const piece of pieces) {
    waiting += piece
    if (waiting.length < CHUNK) continue
    yield Buffer.from(waiting, 'utf8')
    waiting = ''
  }
  if (waiting !== '') yield Buffer.from(waiting, 'utf8')
}
