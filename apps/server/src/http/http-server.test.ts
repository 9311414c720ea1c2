import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from './http-server.ts'

const app = createHttpServer()
beforeAll(async () => {
  app.get('/broken', () => Promise.reject(new Error('secret detail')))
  app.get('/fine', () => 'fine')
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

/** Raw bytes in, everything that comes back until the server closes. */
function send(bytes: string, to = app): Promise<string> {
  const address = to.server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => {
      answer += String(data)
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

it.each([
  ['a broken header', 'GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', 400, 'invalid_request'],
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'invalid_request'],
  ['a header too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 413, 'payload_too_large'],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'invalid_request',
  ],
])('answers %s with an error of the table', async (_name, bytes, status, error) => {
  const answer = await send(bytes)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  const body = JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as { error: string; request_id: string }
  expect(body.error).toBe(error)
  expect(answer).toContain(`X-Request-ID: ${body.request_id}`)
})

describe('who keeps a connection waiting', () => {
  const slow = createHttpServer({ times: { request: 1, headers: 0.5, keepAlive: 0.5 } })
  beforeAll(async () => {
    slow.post('/body', (request) => ({ got: request.body }))
    await slow.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => slow.close())

  // Without limits these never end, and the test with them.
  it.each([
    [
      'a body that stalls',
      'POST /body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"a',
    ],
    ['a head that stalls', 'GET / HTTP/1.1\r\nHost: x\r\nX-A'],
  ])('is told so and cut off: %s', async (_name, bytes) => {
    const answer = await send(bytes, slow)
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout/)
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: 'request_timeout' })
  })

  it('is let go between two requests', async () => {
    const answer = await send('GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n', slow)
    expect(answer).toMatch(/^HTTP\/1.1 404 /)
  })

  it('has the usual limits where none are set', () => {
    const { requestTimeout, headersTimeout, keepAliveTimeout, timeout } = app.server
    expect([requestTimeout, headersTimeout, keepAliveTimeout, timeout]).toEqual([30_000, 15_000, 72_000, 120_000])
  })
})

it('sends Strict-Transport-Security where the operator says so, on every answer', async () => {
  const strict = createHttpServer({ hstsSeconds: 31_536_000 })
  const sent = (await strict.inject({ url: '/nothing' })).headers['strict-transport-security']
  expect([sent, (await app.inject({ url: '/fine' })).headers['strict-transport-security']]).toEqual([
    'max-age=31536000',
    undefined,
  ])
})

it('tells nothing of a fault of ours but its id', async () => {
  const answer = await app.inject({ url: '/broken', headers: { 'x-request-id': 'trace-1' } })
  expect([answer.statusCode, answer.headers['x-request-id']]).toEqual([500, 'trace-1'])
  expect(answer.json()).toEqual({
    error: 'server_error',
    error_description: 'Something failed on our side. The request_id finds it in the log.',
    request_id: 'trace-1',
  })
})

it('gives pages their request id as well', async () => {
  expect((await app.inject({ url: '/fine', headers: { 'x-request-id': 'trace-2' } })).headers['x-request-id']).toBe(
    'trace-2',
  )
})
