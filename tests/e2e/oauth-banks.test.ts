import { expect, it } from 'vitest'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, opening, typesOf } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

describeInChromium('banks that speak STET and Open Banking UK', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)

  it.each([
    ['STET', 'Raccord Test Bank STET'],
    ['Open Banking UK 3.1', 'Raccord Test Bank UK'],
    ['Open Banking UK 4.0, hybrid answer', 'Raccord Test Bank UK FAPI'],
  ])('%s: from the bank list to accounts and transactions, and away again', async (_protocol, bank) => {
    const back = `${client().url}/back`
    const { user, person, page } = await opens({ redirect_url: back, congrats_bypass_delay: '60' })
    await person.connectsByRedirect({}, bank)
    await person.finishes()
    await page.waitForURL(`${back}?**`)
    const { api } = at()
    const [connection] = await api.connections(user)
    expect(new URL(page.url()).search).toBe(`?status=success&result=created&connection_id=${connection?.id}`)
    expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
    expect(connection?.channels[0]?.expires).toBeGreaterThan(Date.now() / 1000)
    expect(await typesOf(at(), user)).toEqual(['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'])
    const accounts = await api.accounts(user)
    expect(accounts.every(({ balance, owner }) => typeof balance === 'number' && owner?.name !== '')).toBe(true)
    const entries = await api.transactionsByPage(user, 500)
    expect(new Set(entries.map(({ account_id }) => account_id)).size).toBe(3)
    expect(entries.some(({ amount }) => amount < 0) && entries.some(({ amount }) => amount > 0)).toBe(true)
  })

  it('a refusal at the bank is told as one', async () => {
    const { person, page, user } = await opens()
    await person.goesToBank('Raccord Test Bank STET')
    await page.locator('button[value=refuse]').click()
    await person.sees('error')
    expect(await person.title()).toBe('Access was not given')
    expect(await at().api.connections(user)).toEqual([])
  })

  /** In front of `edit_credentials` of the one connection, past the consent screen. */
  async function renews(user: ApiUser): Promise<Person> {
    const { api } = at()
    const [connection] = await api.connections(user)
    const link = (await api.widgetLink(user)).replace('/add_connection', '/edit_credentials')
    const page = await (await browsers.open()).newPage()
    await page.goto(`${link}&connection_id=${connection?.id}`)
    const person = new Person(page)
    await person.agrees()
    return person
  }

  it('a renewal: at a UK bank our own consent screen is all, at a French one the person signs in again', async () => {
    const { api, world } = at()
    const kept = async (user: ApiUser) => (await api.accounts(user)).map(({ id, iban }) => `${id} ${iban}`).sort()
    for (const [bank, toBank] of [
      ['Raccord Test Bank UK', false],
      ['Raccord Test Bank STET', true],
    ] as const) {
      const { user, person } = await opens({ expected_account_types: 'PAYMENT' })
      await person.connectsByRedirect({}, bank)
      await person.sees('success')
      const before = await kept(user)
      const consents = (await world.bank.consents()).length
      const again = await renews(user)
      if (toBank) {
        await again.leavesForBank()
        await again.signsInAtBank()
      }
      await again.sees('success')
      expect(await kept(user)).toEqual(before)
      expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
      const after = await world.bank.consents()
      expect(after.length - consents).toBe(toBank ? 1 : 0)
      // What goes on is not revoked; what was replaced has ended.
      expect(after.at(-1)?.status).toBe('valid')
      const [connection] = await api.connections(user)
      const gone = await api.fetch(user, `/v2.1/connections/${connection?.id}`, { method: 'DELETE' })
      expect(gone.status).toBe(204)
      await expect
        .poll(async () => (await world.bank.consents()).at(-1)?.status, { timeout: 30_000 })
        .toBe('terminatedByTpp')
    }
  })
})
