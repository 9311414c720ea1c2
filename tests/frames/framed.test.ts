import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { type EventRow, events } from '../../packages/contract/src/events.ts'
import { connectionOf } from '../e2e/opening.ts'
import { Person } from '../e2e/person.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'
import { useClientApp } from '../support/client-app.ts'
import { hostPage, type Listener, openHost } from './host.ts'

const widgetOf = (page: Page) => new Person(page, page.frameLocator('iframe'))
const widgetUrl = (page: Page) => page.frames()[1]?.url() ?? ''

/** What holds for every message, whatever the journey. */
function isProper(listener: Listener, link: string, origin: string): void {
  const id = new URL(link).searchParams.get('session_id') ?? ''
  const hash = createHash('sha256').update(id).digest('hex')
  expect(JSON.stringify(listener.heard)).not.toContain(id)
  let last = 0
  const known = new Map<unknown, unknown>()
  for (const { origin: from, own, data } of listener.heard) {
    expect({ from, own, data }).toEqual({ from: origin, own: true, data })
    if (data['source'] !== 'raccord') continue
    const { type, seq, ts, source: _source, v, session_id_hash, journey, ...fields } = data
    expect({ v, session_id_hash }).toEqual({ v: 1, session_id_hash: hash })
    expect(journey).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/)
    expect(ts).toBeGreaterThan(1_700_000_000)
    const row = (events as Record<string, EventRow>)[String(type)]
    expect(Object.keys(row?.fields ?? {})).toEqual(expect.arrayContaining(Object.keys(fields)))
    for (const [name, field] of Object.entries(row?.fields ?? {})) {
      if (field.optional && fields[name] === undefined) continue
      expect(typeof fields[name]).toBe(field.type)
      if (field.values) expect(field.values).toContain(fields[name])
    }
    if (type === 'resize' || type === 'dismiss') continue
    // A page that was put in anew tells where the journey stands, by the event that it told before.
    if (known.has(seq)) expect([type, known.get(seq)]).toEqual(['step', fields['step']])
    else expect(seq).toBeGreaterThan(last)
    known.set(seq, fields['step'])
    last = Math.max(last, Number(seq))
  }
}

const toTheBank = ['ready', 'step providers', 'select_provider', 'step consent', 'consent']
/** Seen, or not, as the page happens to look. */
const quiet = ['step redirect', 'step redirect_waiting', 'step sync']
const andBack = ['redirect_out', 'redirect_back', 'connected']

describeInChromium('the widget in a frame of another site', (browsers) => {
  const at = useWorld()
  const client = useClientApp()

  for (const cookies of ['on', 'first-party', 'off'] as const) {
    it(`[new.frames-and-apps] the bank in a new tab, the frame goes on by itself; cookies: ${cookies}`, async () => {
      const redirect_url = `${client().localUrl}/back`
      const { user, link } = await at().link({ redirect_url, expected_account_types: 'PAYMENT' })
      const context = await browsers.open({ cookies })
      const { page, listener } = await openHost(context, client(), '/host', hostPage(link))
      const person = widgetOf(page)
      await person.choosesBank()
      const tab = await person.agreesInFrame()
      await person.sees('redirect_waiting')
      await person.signsInAtBank({}, tab)
      const there = new Person(tab)
      if (cookies === 'off') {
        await there.sees('confirm_owner')
        await there.does('owner_yes')
      }
      await there.sees('returned')
      await person.finishes()
      await expect.poll(() => widgetUrl(page)).toContain('/back?status=success&result=created')
      const [connection] = await at().api.connections(user)
      expect(listener.closings()).toEqual([
        {
          eventName: 'redirect_to',
          redirect_url: `${redirect_url}?status=success&result=created&connection_id=${connection?.id}`,
          status: 'success',
          result: 'created',
          connection_id: connection?.id,
        },
      ])
      expect(page.url()).toBe(`${client().localUrl}/host`)
      expect(listener.story().filter((line) => !quiet.includes(line))).toEqual(
        [...toTheBank, ...andBack, 'step success', 'success created'].sort((left, right) => order(left) - order(right)),
      )
      isProper(listener, link, at().world.url)
      expect(await connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
    })
  }

  it('tells a whole journey in order, each event once, however often it is reloaded', async () => {
    const parameters = {
      redirect_url: `${client().localUrl}/back`,
      consent_per_account: 'true',
      congrats_bypass_delay: '900',
    }
    const { link } = await at().link(parameters)
    const context = await browsers.open({ cookies: 'first-party' })
    const { page, listener } = await openHost(context, client(), '/whole', hostPage(link))
    const person = widgetOf(page)
    await person.sees('providers')
    await person.find('#q').fill('raccord')
    await expect.poll(() => listener.events().filter(({ type }) => type === 'search').length).toBe(1)
    await page.reload()
    // Whoever listens now has heard nothing.
    await expect.poll(() => listener.events().filter(({ step }) => step === 'providers').length).toBe(2)
    await person.choosesBank()
    const tab = await person.agreesInFrame()
    await page.reload()
    await person.signsInAtBank({}, tab)
    await new Person(tab).sees('returned')
    // As the page there says; clicks into a tab behind another may be lost.
    await tab.close()
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere({ login: 'otp' })
    await person.entersCode('000000')
    await person.find('[aria-invalid=true]').waitFor()
    await person.entersCode('123456')
    await person.sees('accounts')
    await page.reload()
    await person.sees('accounts')
    await person.does('accounts')
    await person.sees('success')
    // The link itself would begin a new journey now: the page in the frame is what is read again.
    await person.find('body').evaluate((body) => {
      body.dataset['old'] = ''
      location.reload()
    })
    await person.find('body:not([data-old]) .card').waitFor()
    await person.find('footer a.button').press('Enter')
    await expect.poll(() => widgetUrl(page)).toContain('/back?')
    isProper(listener, link, at().world.url)
    // Chosen at the bank, if there was time to see it before the offer was accepted; and then here, among all.
    const story = listener.story().filter((line) => !quiet.includes(line))
    const early = story.indexOf('accounts_selected')
    if (early < story.indexOf('step credentials')) story.splice(early, 1)
    expect(story).toEqual([
      ...toTheBank,
      ...andBack,
      'step offer',
      'step credentials',
      'submit credentials',
      'challenge answer',
      'step challenge',
      'submit answer',
      'challenge answer',
      'step challenge',
      'submit answer',
      'connected',
      'step accounts',
      'accounts_selected',
      'success created',
      'step success',
    ])
    expect(listener.closings().length).toBe(1)
    expect(listener.events().find(({ type }) => type === 'search')).toMatchObject({ results: expect.any(Number) })
    expect(JSON.stringify(listener.heard)).not.toContain('raccord"]')
  })

  it('exit: by the cancel button, and from an error screen, with the step', async () => {
    const urls = { redirect_url: `${client().localUrl}/back`, cancel_url: `${client().localUrl}/cancelled` }
    const context = await browsers.open({ cookies: 'first-party' })
    const first = await at().link(urls)
    const cancelled = await openHost(context, client(), '/cancel', hostPage(first.link))
    await widgetOf(cancelled.page).choosesBank()
    await widgetOf(cancelled.page).sees('consent')
    await widgetOf(cancelled.page).does('cancel')
    await expect.poll(() => widgetUrl(cancelled.page)).toContain('/cancelled?status=cancelled&step=consent')
    await expect.poll(() => cancelled.listener.closings()).toMatchObject([{ status: 'cancelled' }])
    expect(cancelled.listener.told().at(-1)).toMatchObject({ type: 'exit', status: 'cancelled', step: 'consent' })
    isProper(cancelled.listener, first.link, at().world.url)

    const second = await at().link({ ...urls, expected_account_types: 'OTHER' })
    const failed = await openHost(context, client(), '/failed', hostPage(second.link))
    const person = widgetOf(failed.page)
    await person.choosesBank()
    await person.agrees()
    await person.signsInHere({ login: 'blocked' })
    await person.sees('error')
    expect(failed.listener.events().some(({ type }) => type === 'exit')).toBe(false)
    await person.find('a[data-leave]').click()
    await expect.poll(() => widgetUrl(failed.page)).toContain('/back?status=error')
    await expect.poll(() => failed.listener.closings()).toMatchObject([{ status: 'error' }])
    const exit = failed.listener.told().at(-1)
    expect(exit).toMatchObject({ type: 'exit', status: 'error', step: 'credentials' })
    expect(failed.listener.story()).toContain('error credentials')
    isProper(failed.listener, second.link, at().world.url)
  })
})

/** The success screen comes after the fact it shows. */
function order(line: string): number {
  const all = [...toTheBank, ...andBack, 'success created', 'step success']
  return all.indexOf(line)
}
