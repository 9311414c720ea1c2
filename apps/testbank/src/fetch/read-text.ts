import { FetchRefusal } from './problems.ts'

export const MAX_BYTES = 1_048_576
const TEXT_TYPES = new Set(['text/plain', 'text/csv', 'text/x-csv', 'text/tab-separated-values'])

type Headers = Record<string, string | string[] | undefined>
const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)?.toLowerCase()

/** Refuses by the headers alone, before a byte of the body is read. */
export function checkTextHeaders(headers: Headers): void {
  const encoding = single(headers['content-encoding'])
  if (encoding && encoding !== 'identity') throw new FetchRefusal('encoded')
  const [type = '', ...parameters] = (single(headers['content-type']) ?? '').split(';').map((part) => part.trim())
  if (type !== '' && !TEXT_TYPES.has(type)) throw new FetchRefusal('content_type')
  const charset = parameters
    .find((part) => part.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (charset && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') throw new FetchRefusal('not_utf8')
  if (Number(single(headers['content-length']) ?? 0) > MAX_BYTES) throw new FetchRefusal('too_large')
}

/** Reads at most 1 MB of valid UTF-8; a length announced by the server is not believed. */
export async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > MAX_BYTES) throw new FetchRefusal('too_large')
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new FetchRefusal('not_utf8')
  }
}
