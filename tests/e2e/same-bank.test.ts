import { expect, it } from 'vitest'
import type { ApiUser } from '../support/api-client.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

describeInChromium('whose accounts these are', (browsers) => {
  // It counts the consents at the bank.
  const at = useWorld({ alone: true })
  const client = useClientApp()
  const opens = opening(browsers, at)

  /** Another link for the same person, in a browser of its own. */
  async function again(user: ApiUser, javaScriptEnabled: boolean, parameters: Readonly<Record<string, string>>) {
    const { endpoint = 'add_connection', ...rest } = parameters
    const link = (await at().api.widgetLink(user)).replace('add_connection', endpoint)
    const usual = { redirect_url: `${client().url}/again`, congrats_bypass_delay: '900' }
    const page = await (await browsers.open({ javaScriptEnabled })).newPage()
    await page.goto(`${link}&${new URLSearchParams({ ...usual, ...rest })}`)
    return { page, person: new Person(page) }
  }

  async function connected(javaScriptEnabled: boolean) {
    const { user, person, context } = await opens({ provider_id: '102' }, { javaScriptEnabled })
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    await context.close()
    const books = await booksOf(user)
    expect(books.transactions.length).toBeGreaterThan(0)
    return { user, books, id: books.connections[0] ?? '', consent: (await at().world.bank.consents()).at(-1)?.id }
  }

  async function booksOf(user: ApiUser) {
    const { api } = at()
    const accounts = await api.accounts(user)
    return {
      connections: (await api.connections(user)).map(({ id }) => id),
      accounts: accounts.map(({ id, status }) => `${id} ${status}`),
      transactions: (await api.transactionsByCursor(user, 500)).map(({ id }) => id).sort(),
    }
  }

  const consentStatus = async (id: string | undefined) =>
    (await at().world.bank.consents()).find((consent) => consent.id === id)?.status

  for (const javaScriptEnabled of [true, false]) {
    const by = `JavaScript ${javaScriptEnabled ? 'on' : 'off'}`

    it(`the same bank again, renewed: nothing but the permission is new; ${by}`, async () => {
      const { user, books, id, consent } = await connected(javaScriptEnabled)
      const { page, person } = await again(user, javaScriptEnabled, { provider_id: '102', consent_per_account: 'true' })
      await person.agrees()
      await person.signsInHere()
      await person.sees('same_bank')
      expect(await booksOf(user)).toEqual(books)
      expect(await person.find('.accounts li').count()).toBe(books.accounts.length)
      expect(await person.find('.accounts .number').first().textContent()).toMatch(/^•••• \w{4}$/)
      expect(await consentStatus(consent)).toBe('valid')
      await person.does('same_bank_renew')
      await person.finishes()
      await page.waitForURL(`${client().url}/again?**`)
      expect(new URL(page.url()).search).toBe(`?status=success&result=updated&connection_id=${id}`)
      expect(await booksOf(user)).toEqual(books)
      await expect.poll(() => consentStatus(consent)).toBe('terminatedByTpp')
      expect((await at().world.bank.consents()).at(-1)?.status).toBe('valid')
    })

    it(`another person's login, not kept: the permission is ended, the connection as it was; ${by}`, async () => {
      const { user, books, id, consent } = await connected(javaScriptEnabled)
      const { person } = await again(user, javaScriptEnabled, { endpoint: 'edit_credentials', connection_id: id })
      await person.agrees()
      await person.signsInHere({ login: 'plain' })
      await person.sees('other_login')
      const strangers = (await at().world.bank.consents()).at(-1)?.id
      expect(await booksOf(user)).toEqual(books)
      await person.does('other_login_back')
      await expect.poll(() => consentStatus(strangers)).toBe('terminatedByTpp')
      expect(await consentStatus(consent)).toBe('valid')
      await person.signsInHere()
      await person.sees('success')
      expect(await booksOf(user)).toEqual(books)
    })
  }

  it('the same bank again on its own site, both kept: each lives, and the accounts say that they are one', async () => {
    const { user, person, context } = await opens({ expected_account_types: 'PAYMENT' })
    await person.connectsByRedirect()
    await person.sees('success')
    await context.close()
    const first = await booksOf(user)
    const consent = (await at().world.bank.consents()).at(-1)?.id
    const { person: returning } = await again(user, true, { expected_account_types: 'PAYMENT' })
    await returning.connectsByRedirect()
    await returning.sees('same_bank')
    await returning.does('same_bank_both')
    await returning.sees('success')
    const accounts = await at().api.accounts(user)
    expect((await at().api.connections(user)).map(({ status }) => status)).toEqual(['SUCCESS', 'SUCCESS'])
    expect(accounts.length).toBe(2 * first.accounts.length)
    for (const { same_as, account_number, currency } of accounts) {
      const [other] = same_as ?? []
      expect(accounts.find(({ id }) => id === other)).toMatchObject({ account_number, currency })
    }
    expect(await consentStatus(consent)).toBe('valid')
  })

  it("another person's login, kept as a connection of its own: two that share nothing", async () => {
    const { user, books, id, consent } = await connected(true)
    const { page, person } = await again(user, true, { endpoint: 'edit_credentials', connection_id: id })
    await person.agrees()
    await person.signsInHere({ login: 'plain' })
    await person.sees('other_login')
    await person.does('other_login_new')
    await person.finishes()
    await page.waitForURL(`${client().url}/again?**`)
    const after = await booksOf(user)
    const added = after.connections.find((one) => one !== id)
    expect(new URL(page.url()).search).toBe(`?status=success&result=created&connection_id=${added}`)
    expect(after.connections.length).toBe(2)
    expect(after.accounts).toEqual(expect.arrayContaining(books.accounts))
    expect(after.accounts.length).toBe(books.accounts.length + 3)
    expect((await at().api.accounts(user)).filter(({ same_as }) => same_as)).toEqual([])
    expect(await consentStatus(consent)).toBe('valid')
  })
})
