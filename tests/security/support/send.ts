import { request } from 'node:http'

export interface Sent {
  readonly method?: string
  /** Lower case; whatever a hostile caller likes, `host` included. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export interface Got {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

const ANSWER_MS = 180_000

/** One HTTP request exactly as given: no redirect followed, no header added but the length. Bytes above 127 travel as latin1. */
export function send(base: string, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path, method, headers, agent: false, timeout: ANSWER_MS, maxHeaderSize: 65_536 },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            url: base + path,
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${path.slice(0, 80)}`)))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export function header(got: Got, name: string): string {
  const value = got.headers[name]
  return Array.isArray(value) ? value.join(', ') : (value ?? '')
}
