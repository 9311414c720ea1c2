import { expect, it } from 'vitest'
import { visit } from '../connectors/browser.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { type Opened, opening } from './opening.ts'
import { Person } from './person.ts'
import { useWorld } from './world.ts'

const approval: readonly Record<string, string>[] = [
  { login: 'dev', password: 'dev', decision: 'approve' },
  { decision: 'approve' },
]

describeInChromium('whose browser it is', (browsers) => {
  const at = useWorld()
  const client = useClientApp()
  const opens = opening(browsers, at)

  /** The same link in a browser that has never been here. */
  async function stranger(link: string): Promise<Person> {
    const context = await browsers.open()
    const page = await context.newPage()
    await page.goto(link)
    return new Person(page)
  }

  /** Signed in at the bank, held before the browser comes back: the address that the bank sends it to. */
  async function heldAtBank({ person, page }: Opened): Promise<string> {
    await person.goesToBank()
    await page.locator('#login').waitFor()
    return (await visit(page.url(), approval)).href
  }

  it('before anything is connected, a stranger sees nothing of it and can only start afresh', async () => {
    const { user, person, link } = await opens({ expected_account_types: 'OTHER' })
    await person.choosesBank('Raccord Test Bank Classic')
    await person.agrees()
    await person.sees('credentials')
    const other = await stranger(link)
    await other.sees('unbound')
    expect(await other.page.content()).not.toContain('Classic')
    await other.does('take_over')
    await other.choosesBank()
    await other.sees('consent')
    // The first browser is out: what it had begun is dropped.
    await person.page.reload()
    await person.sees('unbound')
    expect(await at().api.connections(user)).toEqual([])
  })

  it('once something is connected, a stranger can neither see nor continue nor take over', async () => {
    const { user, person, link } = await opens()
    await person.connectsByRedirect()
    await person.sees('offer')
    const other = await stranger(link)
    await other.sees('unbound')
    expect(await other.find('form').count()).toBe(0)
    expect(await other.page.content()).not.toMatch(/Raccord Test Bank|Camille|Compte courant|FR76/)
    const session = new URL(link).searchParams.get('session_id') ?? ''
    for (const action of ['take_over', 'offer_accept', 'offer_decline', 'cancel', 'back']) {
      const answer = await other.page.request.post(`${at().world.url}/v2.1/widget/journey`, {
        form: { session_id: session, do: action, page: `9.${'A'.repeat(22)}` },
      })
      expect(await answer.text()).not.toMatch(/Camille|Compte courant|FR76/)
    }
    const progress = await other.page.request.get(`${at().world.url}/v2.1/widget/progress?session_id=${session}`)
    expect(progress.status()).toBe(404)
    await person.page.reload()
    await person.sees('offer')
    await person.does('offer_decline')
    await person.sees('success')
    await other.page.goto(`${at().world.url}/v2.1/widget/journey?session_id=${session}`)
    await other.sees('done')
    expect(await other.page.content()).not.toMatch(
      /Raccord Test Bank|Camille|Compte courant|FR76|\d+ transactions|connection_id/,
    )
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('while the data come in, a stranger reads no figures', async () => {
    const { person, link } = await opens({ expected_account_types: 'PAYMENT' })
    await person.connectsByRedirect({ login: 'slow' })
    await person.sees('sync')
    await person.find('.stages li', { hasText: /\b1 account/ }).waitFor()
    const other = await stranger(link)
    await other.sees('unbound')
    expect(await other.page.content()).not.toMatch(
      /Raccord Test Bank|Compte courant|FR76|\b[1-9]\d* (account|transaction)/,
    )
    await person.sees('success')
  })

  it('the bank’s answer in another browser asks whose it is; "no" revokes it at the bank and keeps nothing', async () => {
    const opened = await opens()
    const back = await heldAtBank(opened)
    const consent = (await at().world.bank.consents()).at(-1)
    expect(consent?.status).toBe('valid')
    const other = await stranger(back)
    await other.sees('confirm_owner')
    const text = (await other.find('main').textContent()) ?? ''
    expect(text).toContain('Raccord Test Bank')
    expect(await other.page.content()).not.toContain(new URL(opened.link).searchParams.get('session_id'))
    expect(await at().api.connections(opened.user)).toEqual([])
    await other.does('owner_no')
    await other.sees('error')
    expect(await other.title()).toBe('Nothing was shared')
    await expect
      .poll(async () => (await at().world.bank.consents()).find(({ id }) => id === consent?.id)?.status)
      .toBe('terminatedByTpp')
    expect(await at().api.connections(opened.user)).toEqual([])
    expect(await at().api.accounts(opened.user)).toEqual([])
    await opened.page.goto(opened.link)
    await opened.person.sees('error')
  })

  it('… "yes" goes on there, once', async () => {
    browsers.expectConsole(/status of 409/)
    const opened = await opens()
    const other = await stranger(await heldAtBank(opened))
    await other.sees('confirm_owner')
    const proof = await other.find('input[name=proof]').first().inputValue()
    await other.does('owner_yes')
    await other.sees('offer')
    await other.does('offer_decline')
    await other.sees('success')
    expect((await at().api.connections(opened.user)).length).toBe(1)
    const again = await other.page.request.post(`${at().world.url}/bank/confirm`, { form: { do: 'owner_no', proof } })
    expect(again.status()).toBe(409)
    expect((await at().api.connections(opened.user)).length).toBe(1)
  })

  it('a state counts once: sent again it goes on in its own browser and is refused in another', async () => {
    browsers.expectConsole(/status of 409/)
    const opened = await opens()
    const { person, page } = opened
    const back = await heldAtBank(opened)
    await page.goto(back)
    await person.sees('offer')
    await page.goto(back)
    await person.sees('offer')
    const other = await stranger(back)
    await other.sees('error')
    expect(await other.title()).toBe('This bank page was already used')
    await page.goto(opened.link)
    await person.sees('offer')
    expect((await at().api.connections(opened.user)).length).toBe(1)
  })

  it('an answer at another bank’s address, with a made-up state, or with none is refused; the right one still counts', async () => {
    browsers.expectConsole(/status of 409/)
    const opened = await opens()
    const { person, page } = opened
    const back = await heldAtBank(opened)
    const madeUp = new URL(back)
    madeUp.searchParams.set('state', 'x'.repeat(43))
    for (const wrong of [
      back.replace('/callback/100', '/callback/101'),
      back.replace('/callback/100', '/callback/999'),
      madeUp.href,
    ]) {
      const answer = await page.goto(wrong)
      expect(answer?.status()).toBe(409)
    }
    // Nothing at all may be an answer behind the #: there is none here, and the page says so.
    await page.goto(`${at().world.url}/bank/callback/100`)
    await person.sees('error')
    expect(await at().api.connections(opened.user)).toEqual([])
    await page.goto(back)
    await person.sees('offer')
  })

  /** A page of the client on another site, with the widget in a frame; what it is told, our own events apart, is kept in `messages`. */
  function hostPage(link: string): string {
    client().put(
      '/host',
      'text/html; charset=utf-8',
      `<!doctype html><meta charset="utf-8"><title>Host</title>
<script>window.messages=[];addEventListener('message',({origin,data})=>{if(data.source!=='raccord')window.messages.push({origin,data})})</script>
<iframe name="widget" src="${link.replaceAll('&', '&amp;')}" width="408" height="600"></iframe>`,
    )
    return `${client().localUrl}/host`
  }

  for (const cookies of ['first-party', 'off'] as const) {
    it(`framed on another site, ${cookies === 'off' ? 'cookies off' : 'third-party cookies blocked'}: the bank in a new tab, the frame goes on by itself`, async () => {
      const { user, link } = await at().link({
        expected_account_types: 'PAYMENT',
        redirect_url: `${client().localUrl}/framed-end`,
        congrats_bypass_delay: '1',
      })
      const context = await browsers.open({ cookies })
      const page = await context.newPage()
      await page.goto(hostPage(link))
      const framed = new Person(page, page.frameLocator('iframe'))
      await framed.choosesBank()
      const tab = await framed.agreesInFrame()
      await framed.signsInAtBank({}, tab)
      const inTab = new Person(tab)
      if (cookies === 'off') {
        await inTab.sees('confirm_owner')
        await inTab.does('owner_yes')
      }
      await inTab.sees('returned')
      // Not by its name: with cookies and storage off the widget keeps a number there.
      const frame = page.frames()[1]
      expect(frame).toBeDefined()
      await frame?.waitForURL(`${client().localUrl}/framed-end?**`)
      expect(page.url()).toBe(`${client().localUrl}/host`)
      const [connection] = await at().api.connections(user)
      const messages = await page.evaluate('window.messages')
      expect(messages).toEqual([
        {
          origin: at().world.url,
          data: {
            eventName: 'redirect_to',
            redirect_url: `${client().localUrl}/framed-end?status=success&result=created&connection_id=${connection?.id}`,
            status: 'success',
            result: 'created',
            connection_id: connection?.id,
          },
        },
      ])
    })
  }

  it('framed, JavaScript off: the new tab comes from our page, so nobody is asked', async () => {
    const { user, link } = await at().link({ expected_account_types: 'PAYMENT' })
    const context = await browsers.open({ cookies: 'first-party', javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(hostPage(link))
    const framed = new Person(page, page.frameLocator('iframe'))
    await framed.choosesBank()
    const tab = await framed.agreesInFrame()
    await framed.signsInAtBank({}, tab)
    await new Person(tab).sees('returned')
    await expect.poll(async () => (await at().api.connections(user)).length).toBe(1)
  })

  it('a way to the bank sent to somebody: he is asked before the bank; "yes" departs, and his return needs no second question', async () => {
    browsers.expectConsole(/status of 403/)
    const { user, person, page } = await opens({ expected_account_types: 'PAYMENT' })
    await person.choosesBank()
    await person.agreesByPhone()
    const sent = await person.find('footer a.button').getAttribute('href')
    const other = await stranger(new URL(sent ?? '', page.url()).href)
    await other.sees('confirm_owner')
    expect(await at().api.connections(user)).toEqual([])
    await other.does('owner_yes')
    await other.signsInAtBank()
    await other.sees('success')
  })

  it('cookies off: a page that is loaded again stays his; its address sent to somebody shows him nothing', async () => {
    const { person, page } = await opens({ expected_account_types: 'PAYMENT' }, { cookies: 'off' })
    await person.choosesBank()
    await person.sees('consent')
    expect(page.url()).toContain('t=')
    await page.reload()
    await person.sees('consent')
    const other = await stranger(page.url())
    await other.sees('unbound')
    expect(await other.page.content()).not.toContain('Raccord Test Bank')
  })

  it('framed without redirect_url: the host is told /success', async () => {
    const { user, link } = await at().link({ expected_account_types: 'PAYMENT' })
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    await page.goto(hostPage(link))
    const framed = new Person(page, page.frameLocator('iframe'))
    await framed.choosesBank('Raccord Test Bank Classic')
    await framed.agrees()
    await framed.signsInHere()
    await framed.finishes()
    await framed.sees('done')
    const [connection] = await at().api.connections(user)
    expect(await page.evaluate('window.messages')).toEqual([
      {
        origin: at().world.url,
        data: {
          eventName: 'redirect_to',
          redirect_url: '/success',
          status: 'success',
          result: 'created',
          connection_id: connection?.id,
        },
      },
    ])
  })

  it('aspsp_callback_uri: the bank leads to the client’s host page, which opens the widget again and goes on', async () => {
    const { user, link } = await at().link({
      expected_account_types: 'PAYMENT',
      redirect_url: `${client().localUrl}/framed-end`,
      aspsp_callback_uri: `${client().localUrl}/host`,
    })
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    await page.goto(hostPage(link))
    const framed = new Person(page, page.frameLocator('iframe'))
    await framed.choosesBank()
    const tab = await framed.agreesInFrame()
    await framed.signsInAtBank({}, tab)
    await tab.waitForURL(`${client().localUrl}/host`)
    const inTab = new Person(tab, tab.frameLocator('iframe'))
    await inTab.find('.card').waitFor()
    await framed.sees('success')
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('cancelled in a frame: one message, and the frame goes to cancel_url', async () => {
    const { link } = await at().link({ cancel_url: `${client().localUrl}/framed-cancel` })
    const context = await browsers.open({ cookies: 'first-party' })
    const page = await context.newPage()
    await page.goto(hostPage(link))
    const framed = new Person(page, page.frameLocator('iframe'))
    await framed.choosesBank()
    await framed.sees('consent')
    await framed.does('cancel')
    await page.frames()[1]?.waitForURL(`${client().localUrl}/framed-cancel?**`)
    expect(
      await page.evaluate('window.messages.map(({ data }) => [data.eventName, data.status, data.redirect_url])'),
    ).toEqual([['redirect_to', 'cancelled', `${client().localUrl}/framed-cancel?status=cancelled&step=consent`]])
  })
})
