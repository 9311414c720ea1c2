import { expect, it } from 'vitest'
import type { NotificationOut, ProviderOut } from '../../packages/contract/src/wire/index.ts'
import { describeInChromium } from '../support/browser.ts'
import { connectionOf, opening, typesOf } from './opening.ts'
import { useWorld } from './world.ts'

const rows = (all: Element[]) => all.map((row) => row.querySelector('span')?.firstChild?.textContent?.trim())

describeInChromium('the banks of a sandbox', (browsers) => {
  const at = useWorld()
  const opens = opening(browsers, at)

  it('the list is six banks that differ, and a tile for developers; marks are ours, and drawn', async () => {
    const { page, user } = await opens()
    expect(await page.locator('#banks .banks button').evaluateAll(rows)).toEqual([
      'Raccord Test Bank',
      'Crédit Agreste',
      'Société Galet',
      'Banca del Lario',
      'Thornbridge Bank',
      'Banque des Brumes',
      'Raccord for developers',
    ])
    const marks = page.locator('#banks .banks img.mark')
    expect(await marks.count()).toBe(5)
    for (const mark of await marks.all()) {
      await mark.scrollIntoViewIfNeeded()
      await expect.poll(() => mark.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
    }
    const found = async (q: string) => {
      const answer = await at().api.fetch(user, `/v2.1/providers?q=${encodeURIComponent(q)}`)
      return ((await answer.json()) as ProviderOut[])[0]?.name
    }
    expect(await Promise.all(['sg', 'credit agr', 'societe', 'intesa', 'thornbridg'].map(found))).toEqual([
      'Société Galet',
      'Crédit Agreste Armorique',
      'Société Galet',
      'Banca del Lario',
      'Thornbridge Bank',
    ])
  })

  it.each([
    ['Crédit Agreste Armorique', 'agreste', 'anne', ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'], 1],
    ['Banca del Lario', 'lario', 'giulia', ['CHECKINGS'], 2],
    ['Thornbridge Bank', 'thornbridge', 'emily', ['CHECKINGS', 'CHECKINGS', 'CREDIT_CARD'], 1],
  ] as const)('%s: its own look, its customer, who asks', async (name, brand, customer, types, legs) => {
    browsers.expectConsole(/status of 422/)
    const { person, page, user } = await opens({}, { javaScriptEnabled: false })
    await person.goesToBank(name)
    await page.locator('input[name=step][value=login]').waitFor({ state: 'attached' })
    expect(await page.locator('html').getAttribute('data-bank')).toBe(brand)
    expect(await page.locator('.lead').innerText()).toContain('Raccord Sandbox')
    expect(await page.locator('.try').innerText()).toContain(`${customer} / ${customer}`)
    // The file is behind a disclosure, and stays in sight once something was typed there that is wrong.
    expect(await page.locator('#configuration_url').isVisible()).toBe(false)
    await person.triesAtBank({ login: customer, configurationUrl: 'ftp://nowhere' })
    expect(await page.locator('#configuration_url').isVisible()).toBe(true)
    await page.locator('#configuration_url').fill('')
    await page.locator('#login').fill(customer)
    await page.locator('#password').fill(customer)
    await page.locator('button[value=approve]').click()
    await page.locator('input[name=step][value=accounts]').waitFor({ state: 'attached' })
    await page.locator('button[value=approve]').click()
    if (legs === 2) {
      await person.leavesForBank()
      await person.signsInAtBank({ login: customer })
    }
    await person.sees('success')
    expect(await connectionOf(at(), user)).toEqual({ status: 'SUCCESS', REDIRECT: 'SUCCESS' })
    expect(await typesOf(at(), user)).toEqual(types)
  })

  it('Société Galet: by form and code; who may sign in is said beside the field', async () => {
    const { person, page, user } = await opens()
    await person.choosesBank('Société Galet')
    await person.agrees()
    await person.sees('credentials')
    expect(await page.locator('main').innerText()).toContain('To try: hugo / hugo')
    await person.signsInHere({ login: 'hugo' })
    await person.entersCode('123456')
    await person.sees('success')
    expect(await typesOf(at(), user)).toEqual(['CHECKINGS', 'LOAN', 'SAVINGS'])
  })

  it('Banque des Brumes is closed: word is left, and the client is told once it works; JavaScript off', async () => {
    const { api, world } = at()
    const { person, page, user } = await opens(
      { redirect_url: 'http://127.0.0.1:9/back' },
      { javaScriptEnabled: false },
    )
    const queue = await api.fetch(user, '/v2.1/queues', { method: 'POST' })
    const { id } = (await queue.json()) as { id: string }
    const told = async () => {
      const answer = await api.fetch(user, `/v2.1/queues/${id}/events`)
      return ((await answer.json()) as NotificationOut[]).filter(({ type }) => type === 'bank_available')
    }
    await person.goesToBank('Banque des Brumes')
    await person.sees('error')
    await person.does('tell_me')
    await expect.poll(() => page.locator('main').innerText()).toContain('as soon as Banque des Brumes answers again')
    expect(await page.locator('input[name=do][value=tell_me]').count()).toBe(0)
    // Failing again brings nobody news.
    await person.does('retry')
    await person.sees('error')
    expect(await page.locator('input[name=do][value=tell_me]').count()).toBe(1)
    await person.does('tell_me')
    expect(await told()).toEqual([])

    const door = await (await browsers.open()).newPage()
    await door.goto(`${world.bank.url}/banks/brumes`)
    await door.getByRole('button', { name: 'Open this bank' }).click()
    await door.getByRole('button', { name: 'Close this bank' }).waitFor()
    await person.does('retry')
    await person.leavesForBank()
    await person.signsInAtBank({ login: 'nora' })
    await person.sees('success')
    await expect.poll(told).toMatchObject([
      {
        ...{ resource_type: 'PROVIDERS', event_type: 'UPDATED', user_id: user.id },
        resource: { id: '117', name: 'Banque des Brumes' },
      },
    ])
  })
})
