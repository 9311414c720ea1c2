import { userScopes } from '@raccord/contract/wire'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type ApiHarness, openApiHarness, secretOf } from './testing/api-harness.ts'

const paths = ['/v2.1/widget_session', '/v2.1/widget/widget_session', '/widget_session', '/widget/widget_session']

/** What the pages of a session do, the token must be allowed to do. */
describeEachDatabase('a widget session', (open) => {
  let api: ApiHarness
  beforeAll(async () => {
    api = await openApiHarness(open)
  })
  let people = 0
  const begin = async (path: string, scope: string) => {
    people += 1
    const { token } = await api.signUp(`scope-${people}@example.org`, 'shop', scope)
    return api.call('POST', path, { body: { access_token: token, client_id: 'shop', client_secret: secretOf('shop') } })
  }

  it.each(paths)('%s is refused to a token without connections_manage', async (path) => {
    const others = userScopes.filter((scope) => scope !== 'connections_manage').join(' ')
    for (const scope of ['profile', others]) {
      const answer = await begin(path, scope)
      expect(answer).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
      expect((answer.body as { error_description: string }).error_description).toContain('connections_manage')
    }
    expect(await api.database.kysely.selectFrom('widget_session').select('id_hash').execute()).toEqual([])
  })

  // As real clients ask (WIRE §2), the last without any.
  it.each([
    'accounts_manage connections_manage connections_sync transactions_read',
    'openid,profile,accounts_read,connections_manage',
    '',
  ])('begins with the scopes “%s”', async (scope) => {
    for (const path of paths) expect((await begin(path, scope)).status).toBe(200)
    await api.database.kysely.deleteFrom('widget_session').execute()
  })
})
