import { expect, it } from 'vitest'
import type { ScreenKind } from '../../packages/contract/src/screens.ts'
import { connectionOf } from '../e2e/opening.ts'
import { useWorld } from '../e2e/world.ts'
import { useClientApp } from '../support/client-app.ts'
import { describeInEngines } from './describe-in-engines.ts'
import type { Cookies } from './tab.ts'
import { Visitor } from './visitor.ts'

describeInEngines('whole journeys', (visits) => {
  const at = useWorld()
  const client = useClientApp()

  async function opens(parameters: Readonly<Record<string, string>>, cookies?: Cookies) {
    const { user, link } = await at().link({ redirect_url: `${client().url}/end`, ...parameters })
    const visit = await visits.open(cookies)
    const visitor = new Visitor(visit.tab)
    await visit.tab.goto(link)
    return { user, link, visitor, tab: visit.tab }
  }

  it('REDIRECT: to the bank, and back to the client', async () => {
    const { user, visitor, tab } = await opens({ expected_account_types: 'PAYMENT' })
    await visitor.goesToBank()
    await visitor.signsInAtBank()
    await visitor.finishes()
    await visitor.arrives(`${client().url}/end?`)
    const [connection] = await at().api.connections(user)
    expect(new URL(await tab.address()).search).toBe(`?status=success&result=created&connection_id=${connection?.id}`)
    expect(await connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
  })

  it('EMBEDDED: a wrong code, the right one', async () => {
    const { user, visitor } = await opens({ expected_account_types: 'OTHER' })
    await visitor.goesToBank()
    await visitor.signsInHere({ login: 'otp' })
    await visitor.entersCode('000000')
    await visitor.presses('[aria-invalid=true]')
    await visitor.entersCode('123456')
    await visitor.finishes()
    await visitor.arrives(`${client().url}/end?status=success`)
    expect((await at().api.accounts(user)).map(({ type }) => type).sort()).toEqual(['LOAN', 'SAVINGS'])
  })

  it('cookies off: the person says whose accounts these are', async () => {
    const { user, visitor } = await opens({ expected_account_types: 'PAYMENT' }, 'off')
    await visitor.goesToBank()
    await visitor.signsInAtBank()
    await visitor.sees('confirm_owner')
    expect(await at().api.connections(user)).toEqual([])
    await visitor.does('owner_yes')
    await visitor.finishes()
    await visitor.arrives(`${client().url}/end?status=success`)
  })

  it('a reload shows the same step again, at every step', async () => {
    const { user, visitor, tab } = await opens({ consent_per_account: 'true' })
    const stop = async (kind: ScreenKind) => {
      await visitor.sees(kind)
      await tab.reload()
      await visitor.sees(kind)
    }
    await stop('providers')
    await visitor.choosesBank()
    await stop('consent')
    await visitor.agrees()
    await visitor.seesAtBank('login')
    await tab.reload()
    await visitor.signsInAtBank()
    await stop('offer')
    await visitor.does('offer_accept')
    await stop('credentials')
    await visitor.signsInHere({ login: 'otp' })
    await stop('challenge')
    await visitor.entersCode('123456')
    await stop('accounts')
    await visitor.does('accounts')
    await stop('success')
    await visitor.finishes()
    await visitor.arrives(`${client().url}/end?status=success`)
    expect((await at().api.accounts(user)).length).toBe(5)
  })

  it('Back from the bank: the bank can be opened again, once', async () => {
    const { user, visitor, tab } = await opens({ expected_account_types: 'PAYMENT' })
    await visitor.goesToBank()
    await visitor.seesAtBank('login')
    await tab.back()
    // The page may be one that the browser kept; what it knew is asked anew by itself.
    await visitor.sees('redirect_waiting')
    await visitor.does('depart_again')
    await visitor.signsInAtBank()
    await visitor.finishes()
    await visitor.arrives(`${client().url}/end?status=success`)
    expect((await at().api.connections(user)).length).toBe(1)
  })

  it('Back at a later step: the earlier page does nothing but lead to where one was', async () => {
    const { user, visitor, tab } = await opens({ expected_account_types: 'OTHER' })
    await visitor.goesToBank()
    await visitor.sees('credentials')
    await tab.back()
    // Kept by the browser, or asked for anew: what stands there leads to where one was.
    if ((await visitor.shown()) === 'consent') await visitor.agrees()
    await visitor.signsInHere()
    await visitor.sees('success')
    // To an earlier page, or, in an engine that keeps one entry for all of them, to where he came from: what is done stays done.
    await tab.back()
    expect(await connectionOf(at(), user)).toMatchObject({ status: 'SUCCESS', EMBEDDED: 'SUCCESS' })
  })
})
