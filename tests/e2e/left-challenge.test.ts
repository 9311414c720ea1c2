import { expect, it } from 'vitest'
import type { AccountOut, ConnectionOut } from '../../packages/contract/src/wire/index.ts'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

describeInChromium('what a reading without the person leaves to him', (browsers) => {
  const world = useWorld()
  const opens = opening(browsers, world)

  async function connected(login: string, mode: 'EMBEDDED' | 'REDIRECT' = 'EMBEDDED') {
    const provider = mode === 'EMBEDDED' ? '102' : '101'
    const { person, user, page } = await opens({ provider_id: provider })
    await person.agrees()
    if (mode === 'EMBEDDED') await person.signsInHere({ login })
    else await person.signsInAtBank({ login })
    if (login.startsWith('otp')) await person.entersCode('123456')
    await person.sees('success')
    await page.close()
    return user
  }
  const connectionOf = async (user: ApiUser): Promise<ConnectionOut> => {
    const [connection] = await world().api.connections(user)
    if (!connection) throw new Error('no connection')
    return connection
  }
  const channelOf = async (user: ApiUser): Promise<ConnectionOut['channels'][number] | undefined> =>
    (await connectionOf(user)).channels.find(({ status }) => status !== 'EMPTY')

  /** A reading that nobody attends, to its end. */
  async function reads(user: ApiUser): Promise<string | undefined> {
    const { id } = await connectionOf(user)
    const { status } = await world().api.fetch(user, `/v2.1/connections/${id}/sync`, { method: 'POST' })
    expect(status).toBe(204)
    await expect.poll(async () => (await connectionOf(user)).status).not.toBe('RUNNING')
    return (await channelOf(user))?.status
  }
  async function comesBack(user: ApiUser, endpoint: 'user_input' | 'edit_credentials') {
    const { api } = world()
    const answer = await api.post('/v2.1/widget_session', { ...client, access_token: user.accessToken })
    const { _links: links } = (await answer.json()) as { _links: Record<string, string> }
    const page = await (await browsers.open()).newPage()
    await page.goto(`${links[endpoint]}&connection_id=${(await connectionOf(user)).id}`)
    return new Person(page)
  }
  const kept = async (user: ApiUser) => {
    const { api } = world()
    const accounts = (await api.accounts(user)).map(({ id, iban }: AccountOut) => `${id} ${iban}`).sort()
    const transactions = (await api.transactionsByCursor(user, 500)).map(({ id }) => id)
    return { connection: (await connectionOf(user)).id, accounts, transactions }
  }

  it('a challenge: user_input shows it at once, then all is read as before', async () => {
    const user = await connected('success.then.challenge_required@e1')
    const before = await kept(user)
    expect(before.transactions.length).toBeGreaterThan(20)
    expect(await reads(user)).toBe('CHALLENGE_REQUIRED')
    expect(await kept(user)).toEqual(before)
    // A client that asks again has no second code sent, and changes nothing.
    expect(await reads(user)).toBe('CHALLENGE_REQUIRED')

    const person = await comesBack(user, 'user_input')
    await person.agrees()
    await person.entersCode('000000')
    await person.find('.danger').waitFor()
    await person.entersCode('123456')
    await person.sees('success')
    expect((await connectionOf(user)).status).toBe('SUCCESS')
    expect(await kept(user)).toEqual(before)
    expect(await reads(user)).toBe('SUCCESS')
  })

  it('two in a row, by app and photoTAN', async () => {
    const user = await connected('success.then.push_auto(1)+photo_tan@e2')
    const before = await kept(user)
    expect(await reads(user)).toBe('CHALLENGE_REQUIRED')
    const person = await comesBack(user, 'user_input')
    await person.agrees()
    await person.find('.picture img').waitFor()
    await person.entersCode('7654321')
    await person.sees('success')
    expect(await kept(user)).toEqual(before)
  })

  it('nothing: a consent that ended early is renewed with the kept credentials', async () => {
    const user = await connected('success.then.token_expired@e3')
    const before = await kept(user)
    expect(await reads(user)).toBe('SUCCESS')
    expect(await kept(user)).toEqual(before)
  })

  it('a new password: edit_credentials asks for it, and it is not tried in between', async () => {
    const login = 'success.then.wrong_credentials@e4'
    const user = await connected(login)
    const before = await kept(user)
    expect(await reads(user)).toBe('AUTH_FAILED')
    expect(await reads(user)).toBe('AUTH_FAILED')
    const person = await comesBack(user, 'edit_credentials')
    await person.agrees()
    await person.signsInHere({ login, password: login })
    await person.find('#f_password[aria-invalid=true], .danger').first().waitFor()
    await person.signsInHere({ login, password: 'changed' })
    await person.sees('success')
    expect(await kept(user)).toEqual(before)
    expect(await reads(user)).toBe('SUCCESS')
  })

  it('with a code each time: edit_credentials after the consent has ended', async () => {
    const login = 'otp.then.wrong_credentials@e5'
    const user = await connected(login)
    expect(await reads(user)).toBe('AUTH_FAILED')
    const person = await comesBack(user, 'edit_credentials')
    await person.agrees()
    await person.signsInHere({ login, password: 'changed' })
    await person.entersCode('123456')
    await person.sees('success')
    expect((await channelOf(user))?.status).toBe('SUCCESS')
  })

  it('a sign-in at the bank: edit_credentials leads there again', async () => {
    const login = 'success.then.token_expired@e6'
    const user = await connected(login, 'REDIRECT')
    const before = await kept(user)
    expect(await reads(user)).toBe('TOKEN_EXPIRED')
    const person = await comesBack(user, 'edit_credentials')
    await person.agrees()
    await person.signsInAtBank({ login })
    await person.sees('success')
    expect(await kept(user)).toEqual(before)
    expect(await reads(user)).toBe('SUCCESS')
  })
})
