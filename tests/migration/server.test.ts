import { endpoints } from '@raccord/contract'
import { translateUrl } from '@raccord/migrate'
import { describe, expect, it } from 'vitest'
import { run } from '../../packages/migrate/src/cli/run.ts'
import { useWorld } from '../e2e/world.ts'

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }
const elsewhere = 'https://elsewhere.example/back'

describe('addresses and the session call, by HTTP', () => {
  const at = useWorld()

  async function session(path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> {
    const answer = await at().api.post(path, body)
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
  }
  async function four() {
    const { api } = at()
    const user = await api.newUser()
    return { user, body: { ...client, access_token: user.accessToken } }
  }
  const asDeprecated = ({ headers }: Response) => headers.has('deprecation') && headers.has('sunset')

  it('[endpoint.widget_session] both addresses answer; the old one says which is next', async () => {
    const { world } = at()
    const { body } = await four()
    const old = `${world.url}/widget_session`
    const { url } = translateUrl(old)
    const [before, after] = await Promise.all(
      [old, url].map((address) => at().api.post(new URL(address).pathname, body)),
    )
    expect([before?.status, after?.status]).toEqual([200, 200])
    expect([before && asDeprecated(before), after && asDeprecated(after)]).toEqual([true, false])
    expect(before?.headers.get('link')).toContain('rel="successor-version"')
  })

  it.each([
    ['[endpoint.add_connection]', 'add_connection'],
    ['[endpoint.edit_credentials]', 'edit_credentials'],
    ['[endpoint.user_input]', 'user_input'],
    ['[endpoint.manage_accounts]', 'manage_accounts'],
  ])('%s %s: the old link is deprecated, its translation is what the server calls its successor', async (_, page) => {
    const { world } = at()
    const { body } = await four()
    const { json } = await session('/v2.1/widget_session', body)
    const old = `${world.url}/widget/${page}?session_id=${json['session_id']}&connection_id=1`
    const { url } = translateUrl(old)
    const [before, after] = await Promise.all([old, url].map((address) => fetch(address, { redirect: 'manual' })))
    expect([before && asDeprecated(before), after && asDeprecated(after)]).toEqual([true, false])
    expect(before?.headers.get('link')).toContain(`${new URL(url).pathname}`)
    // Pages about a connection know none with this id, and say so on a page of their own.
    expect(after?.headers.get('content-type')).toContain('text/html')
    expect([page === 'add_connection' ? 200 : 404, 410]).toContain(after?.status)
  })

  it('[session.access_token] [session.client_id] [session.client_secret] none of these may be missing or wrong', async () => {
    const { body } = await four()
    for (const name of Object.keys(body)) {
      const { [name as keyof typeof body]: _, ...rest } = body
      expect((await session('/v2.1/widget_session', rest)).status, `without ${name}`).toBeGreaterThanOrEqual(400)
      const wrong = await session('/v2.1/widget_session', { ...body, [name]: 'wrong' })
      expect([400, 401], `wrong ${name}`).toContain(wrong.status)
    }
    expect((await session('/v2.1/widget_session', body)).status).toBe(200)
  })

  it('[session.refresh_token] is optional, checked, and not used up', async () => {
    const { user, body } = await four()
    const password = `pw-${user.id}-${'x'.repeat(12)}`
    const own = await session('/token', { ...client, grant_type: 'client_credentials' })
    await at().api.post('/v2.1/users', { email: `m${user.email}`, password }, String(own.json['access_token']))
    const grant = { ...client, grant_type: 'password', username: `m${user.email}`, password }
    const { json } = await session('/token', grant)
    const asked = { ...client, access_token: json['access_token'], refresh_token: json['refresh_token'] }
    for (const _ of ['once', 'twice']) expect((await session('/v2.1/widget_session', asked)).status).toBe(200)
    const wrong = await session('/v2.1/widget_session', { ...asked, refresh_token: 'wrong' })
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    const renewed = await session('/token', {
      ...client,
      grant_type: 'refresh_token',
      refresh_token: json['refresh_token'],
    })
    expect(renewed.status).toBe(200)
    expect((await session('/v2.1/widget_session', body)).status).toBe(200)
  })

  it('[session.functional-parameters] count on the previous call only; the doctor takes them to the links', async () => {
    const { world } = at()
    const { body } = await four()
    const query = `?redirect_uri=${encodeURIComponent(elsewhere)}`
    const opened = async (path: string, append = '') => {
      const { status, json } = await session(path, body)
      if (status !== 200) return status
      const links = json['_links'] as Record<string, string>
      return (await fetch(`${links['add_connection']}${append}`, { redirect: 'manual' })).status
    }
    // An address that is not registered shows whether it was read: the previous call refuses it at once.
    expect(await opened(`/widget_session${query}`)).toBeGreaterThanOrEqual(400)
    expect(await opened(`/v2.1/widget_session${query}`)).toBeLessThan(400)
    const { url, append } = translateUrl(`${world.url}/widget_session${query}`)
    expect(url).toBe(`${world.url}/v2.1/widget_session`)
    for (const endpoint of endpoints) expect(append?.[endpoint]).toBe(`&redirect_url=${encodeURIComponent(elsewhere)}`)
    expect(await opened('/v2.1/widget_session', append?.add_connection)).toBeGreaterThanOrEqual(400)
  })

  it('check: what is there, what is missing, and nobody is left behind', async () => {
    const { world, api } = at()
    const check = async (...more: string[]) => {
      const out: string[] = []
      const streams = {
        out: (text: string) => void out.push(text),
        progress: () => {},
        stdin: async () => '',
        env: { SECRET: client.client_secret },
      }
      const args = ['check', world.url, '--client', client.client_id, '--secret-env', 'SECRET', ...more]
      const code = await run(args, streams, (text) => void out.push(text))
      return { code, out: out.join('\n') }
    }
    const fine = await check('--redirect-url', 'http://127.0.0.1:9/back', '--cancel-url', 'http://127.0.0.1:9/no')
    for (const line of ['token', 'session', 'add_connection', 'edit_credentials', 'user_input', 'manage_accounts']) {
      expect(fine.out).toContain(`ok      ${line}: `)
    }
    expect(fine.out).toContain('ok      redirect_url: http://127.0.0.1:9/back is registered')
    expect(fine.out).toContain('ok      cancel_url: ')
    // The tests above used the previous addresses: the server remembers, and check says so.
    expect(fine.out).toContain('MISSING usage: /widget_session was used')
    expect(fine.code).toBe(1)
    const id = /temporary user \((\d+)\)/.exec(fine.out)?.[1]
    expect(fine.out).toContain(`the temporary user ${id} was deleted again`)
    const own = await session('/token', { ...client, grant_type: 'client_credentials' })
    const gone = await api.fetch(
      { id: '', email: '', accessToken: String(own.json['access_token']) },
      `/v2.1/users/${id}`,
    )
    expect(gone.status).toBeGreaterThanOrEqual(400)

    const other = await check('--redirect-url', elsewhere)
    expect(other.out).toContain(`MISSING redirect_url: ${elsewhere} is refused`)
    expect(other.out).not.toContain(client.client_secret)
  })
})
