import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { type ErrorCode, errors } from '@raccord/contract'

interface Broken {
  readonly code: ErrorCode
  readonly reason: string
  readonly description: string
}

const notHttp: Broken = {
  code: 'invalid_request',
  reason: 'Bad Request',
  description: 'The request is not valid HTTP.',
}

const answers: ReadonlyMap<string, Broken> = new Map([
  [
    'HPE_HEADER_OVERFLOW',
    {
      code: 'payload_too_large',
      reason: 'Content Too Large',
      description: 'The request headers are too large.',
    },
  ],
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    { code: 'request_timeout', reason: 'Request Timeout', description: errors.request_timeout.developer },
  ],
])

/**
 * Bytes that Node could not read as HTTP never become a request: the answer is written on the socket by hand, in the
 * same form as every other error.
 */
export function answerBrokenHttp(error: Error & { code?: string }, socket: Socket): void {
  // The other side is gone, or an answer is on its way already.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const { code, reason, description } = answers.get(error.code ?? '') ?? notHttp
  const id = randomUUID()
  const body = JSON.stringify({ error: code, error_description: description, request_id: id })
  const { status } = errors[code]
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\n` +
      `Content-Type: application/json; charset=utf-8\r\nX-Request-ID: ${id}\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
