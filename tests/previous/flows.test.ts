import { expect, it } from 'vitest'
import { connectionOf, typesOf } from '../e2e/opening.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { hostPage, openHost } from '../frames/host.ts'
import type { ApiUser } from '../support/api-client.ts'
import { type BrowserOptions, describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { appended, openPreviousSession, type PreviousLink } from './support/previous-client.ts'

const all = ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD', 'LOAN', 'SAVINGS']
const payments = ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD']

describeInChromium('the previous widgets', (browsers) => {
  const at = useWorld()
  const client = useClientApp()

  /** A user with a session of that time, and a browser that opens its links one after the other. */
  async function begins(session: Readonly<Record<string, string>> = {}, options?: BrowserOptions, known?: ApiUser) {
    const { world, api } = at()
    const user = known ?? (await api.newUser())
    const links = await openPreviousSession(world.url, user, session)
    const page = await (await browsers.open(options)).newPage()
    const opens = (link: PreviousLink, parameters: Readonly<Record<string, string>> = {}) =>
      // The last screen stays until it was looked at.
      page.goto(appended(links[link], { congrats_bypass_delay: '900', ...parameters }))
    return { user, page, person: new Person(page), opens, links }
  }
  const back = (path: string) => `${client().url}/${path}`
  const takes = async (person: Person, ending: '00' | '01') => {
    await person.sees('channel_choice')
    // One button stands in its form, the other in the footer and names it.
    if (ending === '01') await person.does('choose_channel')
    else await person.find('form:has(input[name=channel][value$="00"]) button').click()
  }

  it('two ways into a bank: with a current account, after the consent screen where no terms were accepted', async () => {
    const { user, page, person, opens } = await begins()
    await opens('add_connection', { redirect_uri: back('two-ways?state=x%20y') })
    await person.choosesBank()
    await takes(person, '01')
    await person.sees('consent')
    await page.goBack()
    await page.reload()
    await person.agrees()
    await person.signsInAtBank()
    await person.finishes()
    await page.waitForURL(`${back('two-ways')}?**`)
    const [connection] = await at().api.connections(user)
    expect(new URL(page.url()).search).toBe(
      `?state=x%20y&status=success&result=created&connection_id=${connection?.id}`,
    )
    expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
    expect(await typesOf(at(), user)).toEqual(payments)
  })

  it('JavaScript off: terms once on their page, then without one all accounts by signing in here', async () => {
    const { user, page, person, opens } = await begins({ redirect_uri: back('done') }, { javaScriptEnabled: false })
    await opens('terms')
    await person.sees('terms')
    await person.does('accept_terms')
    await page.waitForURL(`${back('done')}?status=success`)
    await opens('terms')
    expect(await person.title()).toBe('You have accepted the terms')
    await opens('add_connection')
    await person.choosesBank()
    await takes(person, '00')
    await person.signsInHere()
    await person.finishes()
    await page.waitForURL(`${back('done')}?status=success&result=created&**`)
    expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'EMPTY', EMBEDDED: 'SUCCESS' })
    expect(await typesOf(at(), user)).toEqual(all)
  })

  it('[parameter.channel_definition_id] channel_definition_id goes straight to REDIRECT; what the link says wins over the session', async () => {
    const session = { redirect_url: back('from-session'), channel_definition_id: '10000', captive_mode: 'false' }
    const { user, page, person, opens } = await begins(session)
    await opens('add_connection', { redirect_uri: back('from-link'), channel_definition_id: '10001' })
    await person.agrees()
    await person.signsInAtBank()
    await person.finishes()
    await page.waitForURL(`${back('from-link')}?**`)
    await expect.poll(() => typesOf(at(), user)).toEqual(payments)
  })

  it('channel_definition_id goes straight to EMBEDDED, JavaScript off; accounts are chosen', async () => {
    const { user, person, opens } = await begins({}, { javaScriptEnabled: false })
    await opens('add_connection', { channel_definition_id: '10000', select_accounts: 'true' })
    await person.agrees()
    await person.signsInHere()
    await person.sees('accounts')
    await person.find('label:has-text("Livret") input').uncheck()
    await person.does('accounts')
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(all.filter((type) => type !== 'SAVINGS'))
  })

  it('[parameter.multiple_channels] multiple_channels: PSD2 first, then the rest without a question, and going on without it stays possible', async () => {
    const { user, person, opens } = await begins()
    await opens('add_connection', { multiple_channels: 'true' })
    await person.connectsByRedirect()
    await person.signsInHere()
    await person.sees('success')
    expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'SUCCESS' })
    expect(await typesOf(at(), user)).toEqual(all)

    const other = await begins()
    await other.opens('add_connection', { multiple_channels: 'true' })
    await other.person.connectsByRedirect()
    await other.person.sees('credentials')
    await other.person.does('offer_decline')
    await other.person.sees('success')
    expect(await connectionOf(at(), other.user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS', EMBEDDED: 'EMPTY' })
  })

  it('a name of today on an address of then has its meaning of today', async () => {
    const { user, person, opens } = await begins()
    await opens('add_connection', { expected_account_types: 'OTHER', redirect_url: back('new-names') })
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere()
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['LOAN', 'SAVINGS'])
  })

  it('a professional account: mended, saved, shown to the client, and no other browser sees it', async () => {
    browsers.expectConsole(/422/)
    const { user, page, person, opens, links } = await begins()
    const redirect_uri = back('professional')
    await opens('professional_account', { redirect_uri })
    await person.sees('professional_account')
    await person.find('#f_company_name').fill('  Menuiserie Lefèvre ')
    await person.find('#f_country').selectOption('FR')
    await person.find('#f_registration_number').fill('732 829 321')
    await person.find('#f_legal_form').selectOption('COMPANY')
    await person.does('professional_account')
    await person.find('[role=alert]').waitFor()
    expect(await person.find('[role=alert] a').allTextContents()).toHaveLength(1)
    expect(await person.find('#f_company_name').inputValue()).toBe('Menuiserie Lefèvre')
    await person.find('#f_registration_number').fill('732 829 320')
    await person.find('#f_role').selectOption('OWNER')
    await person.does('professional_account')
    await page.waitForURL(`${redirect_uri}?status=success`)
    const me = await at().api.get<{ professional_account: unknown }>(user, '/v2.1/users/me')
    expect(me.professional_account).toEqual({
      company_name: 'Menuiserie Lefèvre',
      country: 'FR',
      registration_number: '732829320',
      legal_form: 'COMPANY',
      role: 'OWNER',
    })
    const stranger = new Person(await (await browsers.open()).newPage())
    await stranger.page.goto(links.professional_account)
    await stranger.sees('unbound')
    expect(await stranger.page.content()).not.toContain('Lefèvre')
  })

  it('user_input, edit_credentials and manage_accounts of a connection', async () => {
    const { world, api } = at()
    const login = 'success.then.challenge_required@previous'
    const { user, person, opens } = await begins()
    await opens('add_connection', { channel_definition_id: '10200' })
    await person.agrees()
    await person.signsInHere({ login })
    await person.sees('success')
    const [connection] = await api.connections(user)
    const connection_id = connection?.id ?? ''
    await api.fetch(user, `/v2.1/connections/${connection_id}/sync`, { method: 'POST' })
    await expect.poll(async () => (await api.connections(user))[0]?.status).toBe('FAILED')

    await opens('user_input', { connection_id, redirect_uri: back('answered') })
    await person.agrees()
    await person.entersCode('123456')
    await person.finishes()
    await person.page.waitForURL(`${back('answered')}?status=success&result=updated&connection_id=${connection_id}`)

    await opens('terms')
    await person.does('accept_terms')
    await person.page.waitForURL(`${world.url}/success`)
    // Accepted: the form at once, with no screen before it.
    await opens('edit_credentials', { connection_id })
    await person.signsInHere({ login })
    await person.entersCode('123456')
    await person.sees('success')
    await opens('manage_accounts', { connection_id, redirect_uri: back('managed') })
    await person.sees('manage')
    await person.does('manage_done')
    await person.finishes()
    await person.page.waitForURL(`${back('managed')}?status=success&result=updated&connection_id=${connection_id}`)
    expect(await api.connections(user)).toHaveLength(1)
  })

  it.each(['on', 'off'] as const)(
    'in a frame of another site, cookies %s: the host is told once, and the frame goes on',
    async (cookies) => {
      const { links } = await begins()
      const redirect_uri = `${client().localUrl}/framed-terms-${cookies}`
      const context = await browsers.open({ locale: 'fr-FR', cookies })
      const { page, listener } = await openHost(
        context,
        client(),
        '/host-terms',
        hostPage(appended(links.terms, { redirect_uri })),
      )
      const framed = new Person(page, page.frameLocator('iframe'))
      await framed.sees('terms')
      expect(await framed.title()).toBe('Conditions d’utilisation')
      await framed.does('accept_terms')
      await page.frameLocator('iframe').locator('h1:has-text("The client’s site")').waitFor()
      await expect
        .poll(() => listener.closings())
        .toEqual([{ eventName: 'redirect_to', redirect_url: `${redirect_uri}?status=success`, status: 'success' }])
    },
  )
})
