import { type IncomingMessage, request } from 'node:http'

const timeoutMs = 5_000
const maxAnswerBytes = 16_384

/** What an address of a local service looks like: nothing that leaves the machine unencrypted. */
export const localServiceAddress = /^(unix:\/.+|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?(\/.*)?)$/
export const localServiceRule = 'unix:/path, or http on a loopback host'

/** A service did not answer as it should. The message says how, and nothing of what was asked. */
export class LocalServiceError extends Error {
  override readonly name = 'LocalServiceError'
}

/**
 * Asks a service of the operator's own on this machine: JSON there, JSON back.
 *
 * @param address `unix:/path`, asked for `path`, or an http URL on a loopback host
 * @returns what it answered; `undefined` where that was no JSON
 * @throws LocalServiceError
 */
export async function askLocalService(address: string, path: string, body: unknown): Promise<unknown> {
  const text = await exchange(address, path, JSON.stringify(body))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function exchange(address: string, path: string, body: string): Promise<string> {
  const target = address.startsWith('unix:') ? { socketPath: address.slice('unix:'.length), path } : new URL(address)
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(timeoutMs),
  }
  return new Promise((done, failed) => {
    const away = (error: Error) => failed(new LocalServiceError(`can not be reached (${codeOf(error)})`))
    const take = (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > maxAnswerBytes) response.destroy(new Error('too long'))
      })
      response.on('error', away)
      response.on('end', () =>
        response.statusCode === 200
          ? done(text)
          : failed(new LocalServiceError(`answered HTTP ${response.statusCode ?? '?'}`)),
      )
    }
    const call = target instanceof URL ? request(target, options, take) : request({ ...target, ...options }, take)
    call.on('error', away)
    call.end(body)
  })
}

function codeOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'connection failed'
}
