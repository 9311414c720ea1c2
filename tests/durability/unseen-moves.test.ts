import { afterEach, describe, expect, it } from 'vitest'
import { formFor, linkTo, type PlainPage } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { ApiClient } from '../support/api-client.ts'
import { databaseKinds } from '../support/raccord-process.ts'
import { bankFile, customer } from './support/bank-file.ts'
import { type CrashWorld, startCrashWorld } from './support/crash-world.ts'
import { nameOf } from './support/person.ts'
import { PlainBrowser } from './support/plain-browser.ts'

/** Only a hang takes as long, on a slow and busy machine, too. */
const WAIT_MS = 180_000

describe.each(databaseKinds())('what comes by itself while a person looks at a page [%s]', (database) => {
  let world: CrashWorld | undefined
  afterEach(() => world?.stop())

  it('accounts that were chosen at the bank are taken over, and what he typed meanwhile counts', async () => {
    world = await startCrashWorld({ database })
    let goesOn = () => {}
    const held = new Promise<void>((resolve) => {
      goesOn = resolve
    })
    world.proxy.beforeDelivery = (call) => (call === 'read transactions' ? held : Promise.resolve())
    const configurationUrl = world.files.put('/held.txt', bankFile({ entries: 20 }))
    const api = new ApiClient(world.url)
    const user = await api.newUser()
    const back = world.files.put('/back', '')
    const browser = new PlainBrowser()
    const { login, password, otp } = customer
    const atBank = { login, password, configuration_url: configurationUrl, decision: 'approve' }
    let page = await browser.open(await api.widgetLink(user, { redirect_url: back, consent_per_account: 'true' }))
    page = await browser.submit(formFor(page, 'choose_provider'), { provider_id: '100' })
    page = await browser.submit(formFor(page, 'accept_consent'))
    page = await browser.open(linkTo(page, /\/depart\?/))
    page = await browser.submit(formFor(page, 'login'), atBank)
    page = await browser.submit(formFor(page, 'accounts'), { decision: 'approve' })
    page = await browser.submit(formFor(page, 'otp'), { otp, decision: 'approve' })
    page = await meanwhile(browser, page, 'offer')
    page = await browser.submit(formFor(page, 'offer_accept'))
    expect(nameOf(page)).toBe('credentials')

    goesOn()
    await expect
      .poll(async () => (await api.connections(user)).map(({ status }) => status), { timeout: WAIT_MS })
      .toEqual(['SUCCESS'])
    page = await browser.submit(formFor(page, 'credentials'), {
      ...{ f_login: login, f_password: password, f_configuration_url: configurationUrl },
    })
    // Once is enough: his password went to the bank.
    page = await meanwhile(browser, page, 'challenge')
    expect(world.proxy.count('send password')).toBe(1)
  })
})

/** Waits on pages that wait, and on no other. */
async function meanwhile(browser: PlainBrowser, first: PlainPage, wanted: string): Promise<PlainPage> {
  let page = first
  const { origin, searchParams } = new URL(first.url)
  while (nameOf(page) === 'working')
    page = await browser.open(`${origin}/v2.1/widget/journey?session_id=${searchParams.get('session_id')}`)
  expect(nameOf(page)).toBe(wanted)
  return page
}
