import { beforeAll, describe, expect, it } from 'vitest'
import { apiRoutes } from '../../apps/server/src/http/api/routes.ts'
import { useWorld } from '../e2e/world.ts'
import type { ApiUser } from '../support/api-client.ts'
import { badEncodings, badTexts, long } from './support/bad-values.ts'
import { expectCalm, expectRefused } from './support/calm.ts'
import { send } from './support/send.ts'

const json = { 'content-type': 'application/json' }

/** Every documented call over real HTTP, past what an injected request can show: raw bytes, headers, paths as sent. */
describe('bad input to the API', () => {
  const at = useWorld()
  let user: ApiUser
  let base: string
  beforeAll(async () => {
    base = at().world.url
    user = await at().api.newUser()
  })

  for (const { method, paths } of apiRoutes)
    for (const path of paths)
      it(`${method} ${path}`, async () => {
        const authorization = `Bearer ${user.accessToken}`
        const ids = path.includes(':id')
          ? [...badEncodings.map(([, raw]) => raw), '..%2f..', 'x'.repeat(3000), '0']
          : ['']
        for (const id of ids) {
          const url = path.replace(':id', id)
          const body = method === 'GET' ? {} : { body: '{}', headers: { ...json, authorization } }
          const got = await send(base, url, { method, headers: { authorization }, ...body })
          if (id === '') expectCalm(got, url)
          else expectRefused(got, url)
        }
        const url = path.replace(':id', '1')
        for (const [what, raw] of badEncodings)
          expectCalm(await send(base, `${url}?page=${raw}&${raw}=1`, { method, headers: { authorization } }), what)
        // What anybody may read has no token to be wrong.
        if (path.startsWith('/.well-known/')) return
        for (const token of ['', 'x', long.slice(0, 8000), `${user.accessToken}\u00ff`, `${user.accessToken}, x`])
          expectRefused(
            await send(base, url, { method, headers: { ...json, authorization: `Bearer ${token}` } }),
            token.slice(0, 9),
          )
        if (method === 'GET' || method === 'DELETE') return
        const headers = { ...json, authorization }
        const bodies = ['{', '[]', 'null', '"x"', '{"__proto__":{"a":1}}', '{"a":"\\ud800"}', `{"email":"${long}"}`]
        for (const body of bodies) expectCalm(await send(base, url, { method, headers, body }), body.slice(0, 30))
        expectCalm(await send(base, url, { method, headers, body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }), 'bytes')
        for (const [what, text] of badTexts) {
          const body = JSON.stringify({
            email: text,
            password: text,
            grant_type: text,
            client_id: text,
            type: text,
            access_token: text,
          })
          expectCalm(await send(base, url, { method, headers, body }), what)
        }
      })

  it('the user of all those calls is as he was', async () => {
    const answer = await send(base, '/v2.1/users/me', { headers: { authorization: `Bearer ${user.accessToken}` } })
    expect(JSON.parse(answer.text)).toMatchObject({ id: user.id, email: user.email })
  })
})
