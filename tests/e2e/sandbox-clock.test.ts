import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConnectionOut } from '../../packages/contract/src/wire/index.ts'
import { strollThrough } from '../durability/support/person.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'

describe('time in the sandbox', () => {
  let world: RaccordWorld
  let api: ApiClient
  let user: ApiUser
  let token: string
  beforeAll(async () => {
    world = await startWorld({ bank: { RACCORD_TESTBANK_CONTROL: '1' } })
    api = new ApiClient(world.url)
    user = await api.newUser()
    token = await api.clientToken()
    const person = { login: 'dev', password: 'dev', otp: '123456', configurationUrl: '', provider: '101' }
    const redirect_url = 'http://127.0.0.1:9/back'
    const link = await api.widgetLink(user, { expected_account_types: 'PAYMENT', redirect_url })
    await strollThrough(new PlainBrowser(), link, person)
  })
  afterAll(() => world?.stop())

  const advance = async (span: unknown, bearer = token) => {
    const answer = await api.post('/v2.1/sandbox/clock', { advance: span }, bearer)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const channel = async (): Promise<ConnectionOut['channels'][number]> => {
    const [connection] = await api.connections(user)
    const used = connection?.channels.find(({ status }) => status !== 'EMPTY')
    if (!used) throw new Error('no channel is used')
    return used
  }

  it('a day passes: the refresh of every day is made, and the bank lives on the same day', async () => {
    await expect.poll(async () => (await channel()).last_success_date).toBeGreaterThan(0)
    const before = await channel()
    const { status, body } = await advance('P1DT1H')
    expect(status).toBe(200)
    expect(body['test_bank']).toBe('moved')
    // Tokens live by the same clock.
    expect((await api.fetch(user, '/v2.1/connections')).status).toBe(401)
    user = await api.again(user)
    await expect
      .poll(async () => (await channel()).last_success_date ?? 0)
      .toBeGreaterThan(Number(before.last_success_date))
  })

  it('half a year passes: the permission is over', async () => {
    token = await api.clientToken()
    expect((await advance('P200D')).status).toBe(200)
    user = await api.again(user)
    await expect.poll(async () => (await channel()).status).toBe('TOKEN_EXPIRED')
    expect((await channel()).next_sync_date).toBeUndefined()
  })

  it('only forward, by spans, and for the client alone', async () => {
    token = await api.clientToken()
    for (const span of ['-P1D', 'P', 'PT', 'P1Y', 'P1M', 'P401D', 'PT0S', 'tomorrow', 5, null]) {
      const { status, body } = await advance(span)
      expect([span, status, body['error']]).toEqual([span, 400, 'invalid_request'])
    }
    expect((await advance('P1D', user.accessToken)).status).toBe(403)
    expect((await advance('P1D', 'nobody')).status).toBe(401)
  })
})
