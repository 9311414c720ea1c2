import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestBank } from '../app.ts'

const switches = [
  ['on, on loopback', { control: true }, 200],
  ['off', {}, 404],
  ['on, but open to the network', { control: true, host: '0.0.0.0' }, 404],
] as const

test.each(switches)('control %s: %o', async (_name, options, status) => {
  const app = await buildTestBank(options)
  expect((await app.inject({ url: '/control/state' })).statusCode).toBe(status)
  await app.close()
})

describe('the levers', () => {
  let app: Awaited<ReturnType<typeof buildTestBank>>
  beforeAll(async () => {
    app = await buildTestBank({ control: true })
  })
  afterAll(() => app.close())
  const clock = (payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: '/control/clock', payload, headers })

  test('move the clock', async () => {
    const set = await clock({ now: '2030-05-01T10:00:00Z' })
    expect(set.json().now).toMatch(/^2030-05-01T10:00:0/)
    expect((await clock({ advance_days: 180 })).json().now).toMatch(/^2030-10-28T/)
  })

  test.each([[{}], [{ now: 'soon' }], [{ advance_days: '1' }], [{ advance_days: 1, now: '2030-05-01T10:00:00Z' }]])(
    'refuse %o',
    async (body) => {
      expect((await clock(body)).statusCode).toBe(400)
    },
  )

  test.each([[{ host: 'rebound.example' }], [{ origin: 'https://evil.example' }], [{ origin: 'null' }]])(
    'are out of reach for a page with %o',
    async (headers) => {
      expect((await clock({ advance_days: 1 }, headers)).statusCode).toBe(403)
    },
  )
})
