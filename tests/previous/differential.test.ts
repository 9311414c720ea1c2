import { beforeAll, describe, expect, it } from 'vitest'
import { formFor } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { channelModesOf, translateUrl } from '../../packages/migrate/src/index.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { useWorld } from '../e2e/world.ts'
import type { ApiUser } from '../support/api-client.ts'
import { type Difference, expectSameBut } from './support/differences.ts'
import { type Outcome, outcomeOf } from './support/outcome.ts'
import { appended, openPreviousSession } from './support/previous-client.ts'
import { type Manner, walk } from './support/walk.ts'

const back = 'http://127.0.0.1:9/back?state=a%20b'
const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

interface Row {
  readonly name: string
  /** On the link of the previous widgets. */
  readonly link?: Readonly<Record<string, string>>
  /** On the address of `POST /widget_session`. */
  readonly session?: Readonly<Record<string, string>>
  readonly manner: Manner
  readonly differs: readonly Difference[]
}

const rows: readonly Row[] = [
  {
    name: 'a bank with two ways, the REDIRECT channel named',
    link: { channel_definition_id: '10001' },
    manner: { bank: '100' },
    differs: ['flow.terms-screen'],
  },
  {
    name: 'a bank with two ways, the EMBEDDED channel named',
    link: { channel_definition_id: '10000' },
    manner: { bank: '100' },
    differs: ['flow.terms-screen', 'value.OTHER'],
  },
  {
    name: 'a bank with EMBEDDED alone, its channel named',
    link: { channel_definition_id: '10200' },
    manner: { bank: '102' },
    differs: ['flow.terms-screen'],
  },
  {
    name: 'multiple_channels: PSD2 first, then the rest',
    link: { multiple_channels: 'true' },
    manner: { bank: '100', offer: 'offer_accept' },
    differs: ['flow.terms-screen', 'flow.redirect-then-embedded'],
  },
  {
    name: 'two ways are offered, and the current accounts are connected',
    manner: { bank: '100', way: 'REDIRECT', offer: 'offer_decline' },
    differs: ['flow.terms-screen', 'flow.redirect-then-embedded'],
  },
  {
    name: 'everything on the address of the session, accounts chosen, nobody kept until the end',
    session: { select_accounts: 'true', captive_mode: 'false', redirect_uri: back },
    manner: { bank: '101', keeps: 'Carta Viaggi' },
    differs: ['flow.terms-screen'],
  },
]

describe('the same person, bank and answers, by the old link and by its translation', () => {
  const at = useWorld()
  let modes: ReturnType<typeof channelModesOf>
  beforeAll(async () => {
    const { api } = at()
    modes = channelModesOf(await api.get(await api.newUser(), '/v2.1/providers'))
  })

  /** By the previous widgets, terms accepted before on their own page, as clients did. */
  async function previously(user: ApiUser, { link = {}, session = {}, manner }: Row): Promise<Outcome> {
    const { world, api } = at()
    const links = await openPreviousSession(world.url, user, session)
    const browser = new PlainBrowser()
    await browser.submit(formFor(await browser.open(links.terms), 'accept_terms'))
    const given = session['redirect_uri'] === undefined ? { redirect_uri: back, ...link } : link
    return outcomeOf(api, user, await walk(browser, appended(links.add_connection, given), manner))
  }

  /** By the widgets of today, on the link that the doctor makes of the old one. */
  async function now(user: ApiUser, { link = {}, session = {}, manner }: Row): Promise<Outcome> {
    const { world, api } = at()
    const answer = await api.post('/v2.1/widget_session', { ...client, access_token: user.accessToken })
    const { session_id: id } = (await answer.json()) as { session_id: string }
    const given = session['redirect_uri'] === undefined ? { redirect_uri: back, ...link } : link
    const old = appended(`${world.url}/widget/add_connection?session_id=${id}`, given)
    const translated = translateUrl(old, { channelModes: modes })
    const call = translateUrl(`${world.url}/widget_session?${new URLSearchParams(session)}`, { channelModes: modes })
    expect([...translated.problems, ...call.problems]).toEqual([])
    const url = `${translated.url}${call.append?.add_connection ?? ''}`
    expect(url).toContain('/v2.1/widget/add_connection?')
    expect(url).not.toMatch(/captive_mode|redirect_uri|select_accounts|channel_definition_id|multiple_channels/)
    return outcomeOf(api, user, await walk(new PlainBrowser(), url, manner))
  }

  it.each(rows)('$name', async (row) => {
    const { api } = at()
    const [one, other] = [await api.newUser(), await api.newUser()]
    const [before, after] = await Promise.all([previously(one, row), now(other, row)])
    expect(before.returned).toEqual({ state: 'a b', status: 'success', result: 'created' })
    expectSameBut(before, after, row.differs)
  })

  it('“I don’t have a current account” gave by one way what now comes by two', async () => {
    const { api } = at()
    const manner: Manner = { bank: '100', way: 'EMBEDDED', offer: 'offer_accept' }
    const row: Row = { name: '', manner, differs: [] }
    const [one, other] = [await api.newUser(), await api.newUser()]
    const [before, after] = await Promise.all([previously(one, row), now(other, row)])
    expect(after.accounts).toEqual(before.accounts)
    expect(after.returned).toEqual(before.returned)
    // flow.redirect-then-embedded and value.OTHER: on purpose.
    const bySource = (outcome: Outcome) => [
      ...new Set(outcome.through.map((text) => text.replace(/.* \d+(\d\d)$/, '…$1'))),
    ]
    expect(bySource(before)).toEqual(['…00'])
    expect(bySource(after).sort()).toEqual(['…00', '…01'])
  })

  it.each(['edit_credentials', 'user_input', 'manage_accounts'] as const)(
    '[flow.consent-every-time] %s of a connection',
    async (endpoint) => {
      const { world, api } = at()
      const login = endpoint === 'user_input' ? 'success.then.challenge_required' : 'success'
      const connected = async (tag: string) => {
        const user = await api.newUser()
        const manner = { bank: '102', login: `${login}${endpoint === 'user_input' ? `@${tag}` : ''}` }
        await walk(new PlainBrowser(), await api.widgetLink(user, { redirect_url: back }), manner)
        const [connection] = await api.connections(user)
        const id = connection?.id ?? ''
        if (endpoint === 'user_input') {
          // A reading without the person: the bank asks for a code.
          await api.fetch(user, `/v2.1/connections/${id}/sync`, { method: 'POST' })
          await expect.poll(async () => (await api.connections(user))[0]?.status).toBe('FAILED')
        }
        return { user, id, manner }
      }
      const [one, other] = await Promise.all([connected('d1'), connected('d2')])
      const links = await openPreviousSession(world.url, one.user)
      const browser = new PlainBrowser()
      await browser.submit(formFor(await browser.open(links.terms), 'accept_terms'))
      const old = appended(links[endpoint], { connection_id: one.id, redirect_uri: back })
      const before = await outcomeOf(api, one.user, await walk(browser, old, one.manner))

      const answer = await api.post('/v2.1/widget_session', { ...client, access_token: other.user.accessToken })
      const { session_id: id } = (await answer.json()) as { session_id: string }
      const moved = appended(`${world.url}/widget/${endpoint}?session_id=${id}`, {
        connection_id: other.id,
        redirect_uri: back,
      })
      const after = await outcomeOf(
        api,
        other.user,
        await walk(new PlainBrowser(), translateUrl(moved).url, other.manner),
      )
      expect(before.returned).toEqual({ state: 'a b', status: 'success', result: 'updated' })
      expectSameBut(before, after, endpoint === 'manage_accounts' ? [] : ['flow.consent-every-time'])
    },
  )
})
