import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountOut } from '../../packages/contract/src/wire/index.ts'
import { ApiClient } from '../support/api-client.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'

describe('a person in a box', () => {
  let world: RaccordWorld
  let api: ApiClient
  let token: string
  beforeAll(async () => {
    world = await startWorld()
    api = new ApiClient(world.url)
    token = await api.clientToken()
  })
  afterAll(() => world?.stop())

  const order = async (body: object, bearer = token) => {
    const answer = await api.post('/v2.1/sandbox/journeys', body, bearer)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('connects a bank by its own pages, for a new user', async () => {
    const { status, body } = await order({ provider_id: '101' })
    expect([status, body]).toEqual([
      200,
      {
        status: 'connected',
        result: 'created',
        user_id: expect.stringMatching(/^\d+$/),
        connection_id: expect.stringMatching(/^\d+$/),
        session_id: expect.stringMatching(/^[\w-]{32}$/),
        screens: expect.arrayContaining(['consent', 'redirect', 'bank login', 'bank accounts', 'success']),
      },
    ])
    const log = await fetch(`${world.url}/v2.1/widget_sessions/${body['session_id']}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(await log.json()).toMatchObject({ journeys: [{ status: 'SUCCESS', result: 'created' }] })
  })

  it('answers what a bank asks, accepts the second sign-in while there are answers, and stops where there are none', async () => {
    const whole = await order({ provider_id: '100', login: 'otp', answers: ['123456', '123456'] })
    expect(whole.body).toMatchObject({ status: 'connected' })
    expect(whole.body['screens']).toEqual(expect.arrayContaining(['bank otp', 'offer', 'credentials', 'challenge']))
    const half = await order({ provider_id: '100', login: 'otp' })
    expect(half.body).toMatchObject({ status: 'stopped', screens: expect.arrayContaining(['bank otp']) })
    expect((half.body['screens'] as string[]).at(-1)).toBe('bank otp')
    expect(half.body['connection_id']).toBeUndefined()
  })

  it('for a user of the client’s, whose accounts are then read by API; the parameters are the widget’s', async () => {
    const user = await api.newUser()
    const parameters = { expected_account_types: 'OTHER' }
    const { body } = await order({ provider_id: '100', user_id: user.id, parameters })
    expect(body).toMatchObject({ status: 'connected', user_id: user.id })
    expect(body['screens']).not.toContain('redirect')
    const accounts = await api.get<AccountOut[]>(user, '/v2.1/accounts')
    expect(accounts.length).toBeGreaterThan(0)
    expect(new Set(accounts.map(({ connection_id }) => connection_id))).toEqual(new Set([body['connection_id']]))
  })

  it('a wrong password is tried once, and said by its code', async () => {
    const wrong = await order({
      provider_id: '100',
      password: 'wrong',
      parameters: { expected_account_types: 'OTHER' },
    })
    expect(wrong.body).toMatchObject({ status: 'stopped', error: 'wrong_credentials' })
    expect((wrong.body['screens'] as string[]).filter((screen) => screen === 'credentials')).toHaveLength(1)
  })

  it('refuses nobody’s user, a bank that is none, other fields, and a person’s own token', async () => {
    expect((await order({ provider_id: '101', user_id: '999999' })).status).toBe(404)
    expect((await order({ provider_id: 'nowhere' })).body).toMatchObject({ error: 'invalid_request' })
    expect((await order({ provider_id: '101', more: 1 })).status).toBe(400)
    const user = await api.newUser()
    expect((await order({ provider_id: '101' }, user.accessToken)).status).toBe(403)
    const session = { session_id: 'x'.repeat(32) }
    expect((await order({ provider_id: '101', parameters: session })).body).toMatchObject({ status: 'connected' })
  })
})
