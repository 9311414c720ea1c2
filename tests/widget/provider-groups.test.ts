import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { opening } from '../e2e/opening.ts'
import { useWorld } from '../e2e/world.ts'
import { describeInChromium } from '../support/browser.ts'

const group = { id: 'credit-agricole', name: 'Crédit Agricole', aliases: ['CA'] }
const channel = {
  ...{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], protocol: 'berlin-group' },
  ...{ options: { baseUrl: 'https://api.bank.example' }, hosts: ['api.bank.example'] },
}
const regions = ['Normandie', 'Brie-Picardie', 'Sud Rhône Alpes', 'Centre-est']
const providers = [
  ...regions.map((region, at) => ({
    ...{ id: String(7000 + at), name: `Crédit Agricole ${region}`, group, countries: [at === 3 ? 'IT' : 'FR'] },
    ...{ popularity: 50 - at, channels: [channel] },
  })),
  { id: '7100', name: 'LCL', aliases: ['Crédit Lyonnais'], countries: ['FR'], popularity: 20, channels: [channel] },
]

const folder = await mkdtemp(join(tmpdir(), 'raccord-groups-'))
const file = join(folder, 'banks.json')
await writeFile(file, JSON.stringify({ providers }))
afterAll(() => rm(folder, { recursive: true, force: true }))

describeInChromium('regional banks', (browsers) => {
  const at = useWorld({ env: { RACCORD_PROVIDERS_FILE: file } })
  const opens = opening(browsers, at)
  /** Of this file's banks: those of the sandbox are found by the same words. */
  const rowsOf = async (person: Awaited<ReturnType<typeof opens>>['person']) => {
    const shown = await person
      .find('.banks li button')
      .evaluateAll((all) => all.map((each) => each.getAttribute('value')))
    return shown.filter((id) => !/^1\d\d$|^g\/(credit-agreste|developers)$/.test(id ?? ''))
  }

  it.each([true, false])('one tile, then the region (JavaScript: %s)', async (javaScriptEnabled) => {
    const { person, page } = await opens(undefined, { javaScriptEnabled })
    await person.sees('providers')
    const first = await rowsOf(person)
    expect(first).toContain('g/credit-agricole')
    expect(first).not.toContain('7000')
    await person.find('button[value="g/credit-agricole"]').click()
    await page.waitForURL(/group=/)
    expect(await rowsOf(person)).toEqual(['7000', '7001', '7002', '7003'])
    expect(await person.title()).toBe('Crédit Agricole: choose your bank')
    await person.find('#q').fill('rhone')
    if (!javaScriptEnabled) await person.find('.search button').click()
    await expect.poll(() => rowsOf(person)).toEqual(['7002'])
    await person.find('button[value="7002"]').click()
    await person.sees('consent')
    expect(await person.find('main').innerText()).toContain('Crédit Agricole Sud Rhône Alpes')
  })

  it.each([true, false])('the search finds the group and a region (JavaScript: %s)', async (javaScriptEnabled) => {
    const { person } = await opens(undefined, { javaScriptEnabled })
    const finds = async (query: string, ids: string[]) => {
      await person.find('#q').fill(query)
      if (!javaScriptEnabled) await person.find('.search button').click()
      await expect.poll(() => rowsOf(person)).toEqual(ids)
    }
    await finds('Crédit Agri', ['g/credit-agricole', '7000', '7001', '7002', '7003'])
    await finds('ca', ['g/credit-agricole'])
    await finds('normandi', ['7000'])
    await finds('picadie', ['7001'])
    await finds('credit lyonnais', ['7100'])
    await finds('CREDIT AGRICOLE', ['g/credit-agricole', '7000', '7001', '7002', '7003'])
    await person.find('button[value="g/credit-agricole"]').click()
    await person.find('button[value="7003"]').click()
    await person.sees('consent')
  })

  it('what was typed before the script came is searched among all banks as soon as it is there', async () => {
    const { link } = await at().link()
    const page = await (await browsers.open({ hasTouch: true, isMobile: true })).newPage()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/assets/widget-*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(link, { waitUntil: 'commit' })
    await page.locator('#q').fill('normandi')
    const rows = () =>
      page.locator('.banks li button').evaluateAll((all) => all.map((each) => each.getAttribute('value')))
    expect(await rows()).toContain('g/credit-agricole')
    release()
    // The region is on no page, only in the index, which nobody has asked for yet.
    await expect.poll(rows).toEqual(['7000'])
  })

  it('a link’s countries and favourites hold for groups too', async () => {
    const { person } = await opens({ countries: 'IT', favorite_providers: '7003' })
    const rows = await rowsOf(person)
    expect(rows).toContain('7003')
    expect(rows).not.toContain('g/credit-agricole')
    const french = await opens({ countries: 'FR', favorite_providers: '7002' })
    expect(await rowsOf(french.person)).toContain('g/credit-agricole')
    await french.person.find('#q').fill('credit agricole')
    await expect.poll(() => rowsOf(french.person)).toEqual(['g/credit-agricole', '7002', '7000', '7001'])
  })
})
