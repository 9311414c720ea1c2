import { expect, it } from 'vitest'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, opening, typesOf } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

describeInChromium('a connection that exists', (browsers) => {
  const at = useWorld({ database: 'pglite' })
  const client = useClientApp()
  const opens = opening(browsers, at)

  for (const javaScriptEnabled of [true, false]) {
    const by = `JavaScript ${javaScriptEnabled ? 'on' : 'off'}`

    /** Connected by signing in here, and again in front of `endpoint` for that connection. */
    async function comesBack(endpoint: string, login = 'dev', between = async (_user: ApiUser) => {}) {
      const { user, person, context } = await opens({ provider_id: '102' }, { javaScriptEnabled })
      await person.agrees()
      await person.signsInHere({ login })
      await person.sees('success')
      await context.close()
      await between(user)
      const [connection] = await at().api.connections(user)
      const link = (await at().api.widgetLink(user)).replace('add_connection', endpoint)
      const more = new URLSearchParams({
        connection_id: connection?.id ?? '',
        redirect_url: `${client().url}/managed`,
        congrats_bypass_delay: '900',
      })
      const page = await (await browsers.open({ javaScriptEnabled })).newPage()
      await page.goto(`${link}&${more}`)
      return { user, page, person: new Person(page), id: connection?.id ?? '' }
    }
    const back = (result: string, id: string) =>
      `${client().url}/managed?status=success&result=${result}&connection_id=${id}`

    it(`manage_accounts: what is shared is changed, and back to the client; ${by}`, async () => {
      const { user, page, person, id } = await comesBack('manage_accounts')
      await person.sees('manage')
      const before = await at().api.accounts(user)
      const switches = person.find('input.switch')
      expect(await switches.count()).toBe(before.length)
      await switches.first().uncheck()
      await person.does('share')
      await person.find('.notice').waitFor()
      const after = await at().api.accounts(user)
      expect(after.length).toBe(before.length - 1)
      // The same accounts as before, but for the one.
      expect(before.map((account) => account.id)).toEqual(expect.arrayContaining(after.map((account) => account.id)))
      await switches.first().check()
      await person.does('share')
      await expect.poll(async () => (await at().api.accounts(user)).length).toBe(before.length)
      await person.does('manage_done')
      await person.finishes()
      await page.waitForURL(`${client().url}/managed?**`)
      expect(page.url()).toBe(back('updated', id))
    })

    it(`manage_accounts: renewed in place, consent first; ${by}`, async () => {
      const { user, page, person, id } = await comesBack('manage_accounts')
      const before = (await at().api.accounts(user)).map((account) => account.id)
      await person.sees('manage')
      await person.does('agreements')
      await person.sees('agreements')
      expect(await page.textContent('main')).toContain('In force.')
      await person.does('agreements_close')
      await person.sees('manage')
      await person.does('renew')
      await person.agrees()
      await person.signsInHere()
      await person.finishes()
      await page.waitForURL(`${client().url}/managed?**`)
      expect(page.url()).toBe(back('updated', id))
      expect((await at().api.accounts(user)).map((account) => account.id)).toEqual(before)
    })

    it(`manage_accounts: disconnected after a question, revoked at the bank; ${by}`, async () => {
      const { user, page, person, id } = await comesBack('manage_accounts')
      const last = (await at().world.bank.consents()).at(-1)
      expect(last?.status).toBe('valid')
      await person.sees('manage')
      await person.does('disconnect')
      await person.sees('disconnect')
      await person.does('disconnect_keep')
      await person.sees('manage')
      expect((await at().api.connections(user)).length).toBe(1)
      await person.does('disconnect')
      await person.sees('disconnect')
      await person.does('disconnect_confirm')
      await person.finishes()
      await page.waitForURL(`${client().url}/managed?**`)
      expect(page.url()).toBe(back('deleted', id))
      expect([await at().api.connections(user), await at().api.accounts(user)]).toEqual([[], []])
      await expect
        .poll(async () => (await at().world.bank.consents()).find((consent) => consent.id === last?.id)?.status)
        .toBe('terminatedByTpp')
    })
  }

  it('manage_accounts: the way that was never used is added, the other is left alone', async () => {
    const { user, person, page } = await opens({ provider_id: '100', expected_account_types: 'PAYMENT' })
    await person.agrees()
    await person.signsInAtBank()
    await person.sees('success')
    const before = await typesOf(at(), user)
    expect(before).not.toContain('SAVINGS')
    const link = (await at().api.widgetLink(user)).replace('add_connection', 'manage_accounts')
    await page.goto(`${link}&connection_id=${(await at().api.connections(user))[0]?.id}`)
    await person.sees('manage')
    await person.does('add_channel')
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(expect.arrayContaining([...before, 'SAVINGS']))
    expect((await connectionOf(at(), user))['status']).toBe('SUCCESS')
  })

  it('edit_credentials with JavaScript off: connection, accounts and history are kept', async () => {
    const { user, person, context } = await opens({ provider_id: '102' }, { javaScriptEnabled: false })
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    await context.close()
    const kept = async () => ({
      connections: (await at().api.connections(user)).map(({ id }) => id),
      accounts: (await at().api.accounts(user)).map(({ id }) => id),
      transactions: (await at().api.transactionsByPage(user, 500)).map(({ id }) => id).sort(),
    })
    const before = await kept()
    const link = (await at().api.widgetLink(user)).replace('add_connection', 'edit_credentials')
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await page.goto(`${link}&connection_id=${before.connections[0]}`)
    const again = new Person(page)
    await again.agrees()
    await again.signsInHere({ login: 'dev', password: 'wrong' })
    await again.find('.notice.danger').first().waitFor()
    await again.signsInHere()
    await again.sees('success')
    expect(await kept()).toEqual(before)
  })

  it('user_input with JavaScript off: the waiting challenge is answered', async () => {
    const { user, person, context } = await opens({ provider_id: '102' }, { javaScriptEnabled: false })
    await person.agrees()
    await person.signsInHere({ login: 'success.then.challenge_required@off' })
    await person.sees('success')
    await context.close()
    const channel = async () =>
      (await at().api.connections(user))[0]?.channels.find(({ status }) => status !== 'EMPTY')?.status
    const id = (await at().api.connections(user))[0]?.id ?? ''
    await at().api.fetch(user, `/v2.1/connections/${id}/sync`, { method: 'POST' })
    await expect.poll(channel).toBe('CHALLENGE_REQUIRED')
    const link = (await at().api.widgetLink(user)).replace('add_connection', 'user_input')
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await page.goto(`${link}&connection_id=${id}`)
    const again = new Person(page)
    await again.agrees()
    await again.entersCode('123456')
    await again.sees('success')
    expect(await channel()).toBe('SUCCESS')
  })
})
