import { expect, it } from 'vitest'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { connectionOf, opening, typesOf } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

describeInChromium('banks that speak STET and Open Banking UK, and those behind Enable Banking', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)
  const ids = async (user: ApiUser) => (await at().api.accounts(user)).map(({ id, iban }) => `${id} ${iban}`).sort()
  const newest = async () => (await at().world.bank.consents()).at(-1)

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

  it.each([
    ['STET', 'Raccord Test Bank STET', 'at the bank'],
    ['Enable Banking', 'Raccord Test Bank via Enable Banking', 'at the bank'],
    ['Open Banking UK 3.1', 'Raccord Test Bank UK', 'on our own screen'],
    ['Open Banking UK 4.0, hybrid answer', 'Raccord Test Bank UK FAPI', 'on our own screen'],
  ] as const)('%s: accounts, transactions, a renewal, the end', async (_protocol, bank, renewed) => {
    const { api, world } = at()
    const back = `${client().url}/back`
    const { user, person, page } = await opens({ redirect_url: back, congrats_bypass_delay: '900' })
    await person.connectsByRedirect({}, bank)
    await person.finishes()
    await page.waitForURL(`${back}?**`)
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

    const before = await ids(user)
    const consents = (await world.bank.consents()).length
    const again = await renews(user)
    if (renewed === 'at the bank') await again.signsInAtBank()
    await again.sees('success')
    expect(await ids(user)).toEqual(before)
    expect((await api.transactionsByPage(user, 500)).length).toBe(entries.length)
    // What goes on is not revoked; what was replaced is replaced by one.
    expect((await world.bank.consents()).length - consents).toBe(renewed === 'at the bank' ? 1 : 0)
    expect((await newest())?.status).toBe('valid')

    const gone = await api.fetch(user, `/v2.1/connections/${connection?.id}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
    await expect.poll(async () => (await newest())?.status).toBe('terminatedByTpp')
  })

  it('a refusal at the bank is told as one', async () => {
    const { person, page, user } = await opens()
    await person.goesToBank('Raccord Test Bank STET')
    await page.locator('button[value=refuse]').click()
    await person.sees('error')
    expect(await person.title()).toBe('Access was not given')
    expect(await at().api.connections(user)).toEqual([])
  })
})
