import { expect, it } from 'vitest'
import type { ScreenKind } from '../../packages/contract/src/screens.ts'
import { useWorld } from '../e2e/world.ts'
import { hostPage } from '../frames/host.ts'
import { useClientApp } from '../support/client-app.ts'
import { describeInEngines } from './describe-in-engines.ts'
import type { Cookies, Visit } from './tab.ts'
import { until } from './until.ts'
import { Visitor } from './visitor.ts'

describeInEngines('the widget in a frame of another site', (visits) => {
  const at = useWorld()
  const client = useClientApp()
  const payment = () => ({ redirect_url: `${client().localUrl}/back`, expected_account_types: 'PAYMENT' })

  for (const cookies of ['on', 'first-party', 'off'] as const) {
    it(`the bank in a tab of its own, the frame goes on by itself; cookies: ${cookies}`, async () => {
      const { user, link } = await at().link(payment())
      client().put('/host', 'text/html; charset=utf-8', hostPage(link))
      const visit = await visits.open(cookies)
      await visit.tab.goto(`${client().localUrl}/host`)
      const visitor = new Visitor(visit.tab, 'frame')
      await visitor.choosesBank()
      const there = await visitor.agreesInFrame(visit)
      await visitor.sees('redirect_waiting')
      await there.signsInAtBank()
      if (cookies === 'off') {
        await there.sees('confirm_owner')
        expect(await at().api.connections(user)).toEqual([])
        await there.does('owner_yes')
      }
      await there.sees('returned')
      await there.tab.close()
      await visitor.finishes()
      await visitor.arrives(`${client().localUrl}/back?status=success&result=created`)
      expect((await at().api.connections(user)).length).toBe(1)
      expect(await visit.tab.address()).toBe(`${client().localUrl}/host`)
    })
  }

  /** An engine that calls its own tab foreign costs one question: whose accounts these are. */
  async function opensByLink(visit: Visit, visitor: Visitor): Promise<Visitor> {
    const there = await visitor.opensTab(visit, () => visitor.presses('footer a.button'))
    if (visits.engine.knowsItsTabs) return there
    await there.sees('confirm_owner')
    await there.does('owner_yes')
    return there
  }

  /** By the link to the bank, in a tab of its own, and from there to the client's page. */
  async function connectsByLink(visit: Visit, visitor: Visitor) {
    const there = await opensByLink(visit, visitor)
    await there.signsInAtBank()
    await there.sees('returned')
    await there.tab.close()
    await visitor.finishes()
    await visitor.arrives(`${client().localUrl}/back?status=success`)
  }

  it('the bank’s tab closed by mistake: another is opened from the frame', async () => {
    const { user, link } = await at().link(payment())
    client().put('/again', 'text/html; charset=utf-8', hostPage(link))
    const visit = await visits.open('first-party')
    await visit.tab.goto(`${client().localUrl}/again`)
    const visitor = new Visitor(visit.tab, 'frame')
    await visitor.choosesBank()
    const closed = await visitor.agreesInFrame(visit)
    await closed.seesAtBank('login')
    await closed.tab.close()
    await visitor.sees('redirect_waiting')
    await visitor.does('depart_again')
    await visitor.sees('redirect')
    await connectsByLink(visit, visitor)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('consent skipped: by the link to the bank', async () => {
    const { user, link } = await at().link({ ...payment(), terms_body: '' })
    client().put('/skipped', 'text/html; charset=utf-8', hostPage(link))
    const visit = await visits.open('first-party')
    await visit.tab.goto(`${client().localUrl}/skipped`)
    const visitor = new Visitor(visit.tab, 'frame')
    await visitor.choosesBank()
    await visitor.sees('redirect')
    await connectsByLink(visit, visitor)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  async function opensOther(path: string, cookies: Cookies) {
    const { user, link } = await at().link({ ...payment(), expected_account_types: 'OTHER' })
    client().put(path, 'text/html; charset=utf-8', hostPage(link))
    const visit = await visits.open(cookies)
    await visit.tab.goto(client().localUrl + path)
    return { user, visit, visitor: new Visitor(visit.tab, 'frame') }
  }

  it.runIf(visits.engine.keepsCookieOfFrame)('the host page reloaded at every step shows that step again', async () => {
    const { user, visit, visitor } = await opensOther('/reloaded', 'on')
    const stop = async (kind: ScreenKind) => {
      await visitor.sees(kind)
      await visit.tab.reload()
      await visitor.sees(kind)
    }
    await stop('providers')
    await visitor.choosesBank()
    await stop('consent')
    await visitor.agrees()
    await stop('credentials')
    await visitor.signsInHere({ login: 'otp' })
    await stop('challenge')
    await visitor.entersCode('123456')
    await visitor.finishes()
    await visitor.arrives(`${client().localUrl}/back?status=success`)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('the host page reloaded where the frame keeps no cookie: one press starts over', async () => {
    const { user, visit, visitor } = await opensOther('/forgotten', 'off')
    await visitor.choosesBank()
    await visitor.sees('consent')
    await visit.tab.reload()
    await visitor.sees('unbound')
    await visitor.does('take_over')
    await visitor.goesToBank()
    await visitor.signsInHere({ login: 'otp' })
    await visitor.entersCode('123456')
    await visitor.finishes()
    await visitor.arrives(`${client().localUrl}/back?status=success`)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('the embed script: a dialog that is closed with the result', async () => {
    const { user, link } = await at().link(payment())
    const { origin } = new URL(link)
    client().put(
      '/embed.js',
      'text/javascript',
      `window.told = []
      const hear = (name) => (data) => told.push([name, data])
      document.querySelector('button').onclick = () =>
        raccord.open({ url: ${JSON.stringify(link)}, onReady: hear('ready'), onSuccess: hear('success'), onExit: hear('exit') })`,
    )
    client().put(
      '/embed',
      'text/html; charset=utf-8',
      `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' ${origin}; frame-src 'self' ${origin}"><title>Host</title>
      <button>Connect</button><script src="${origin}/embed/v1.js"></script><script src="/embed.js"></script>`,
    )
    const visit = await visits.open('first-party')
    await visit.tab.goto(`${client().localUrl}/embed`)
    const host = new Visitor(visit.tab)
    const visitor = new Visitor(visit.tab, 'frame')
    await host.presses('button')
    await visitor.choosesBank()
    const there = await visitor.agreesInFrame(visit)
    await there.signsInAtBank()
    await there.sees('returned')
    await there.tab.close()
    await visitor.finishes()
    const told = () =>
      visit.tab.run<readonly [string, unknown][]>('page', 'return told.map(([name, data]) => [name, data ?? null])')
    await until(
      async () => (await told()).length > 1,
      async () => `the host was told ${JSON.stringify(await told())}`,
    )
    const [connection] = await at().api.connections(user)
    expect(await told()).toEqual([
      ['ready', null],
      ['success', expect.objectContaining({ connectionId: connection?.id, result: 'created' })],
    ])
    expect(await host.count('dialog, iframe')).toBe(0)
  })
})
