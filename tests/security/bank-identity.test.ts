import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formFor, linkTo, wordsOf } from '../../apps/server/src/http/sandbox/person/plain-page.ts'
import { nameOf, strollThrough } from '../durability/support/person.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { ApiClient } from '../support/api-client.ts'
import { type RaccordWorld, startRaccord, startWorld } from '../support/raccord-process.ts'
import { runCli } from './support/run-cli.ts'

// The chain as an operator of a sandbox sets it up: certificates made by the command, a bank that lets nobody in without them.
let folder: string
let world: RaccordWorld
let settings: { [name: string]: string }
const roots = getCACertificates('default')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-chain-'))
  const [own] = await Promise.all([
    runCli(['identity', 'test-certificate', '--out', join(folder, 'own'), '--organisation', 'PSDFR-ACPR-12345'], {}),
    runCli(['identity', 'test-certificate', '--out', join(folder, 'other'), '--organisation', 'PSDIT-BDI-9'], {}),
  ])
  settings = Object.fromEntries(
    [...own.matchAll(/^(RACCORD_\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
  // This process is the person's browser, and he trusts the bank.
  setDefaultCACertificates([...roots, await readFile(join(folder, 'own', 'authority.pem'), 'utf8')])
  const { bank, env } = split(settings)
  world = await startWorld({ bank, env })
})

afterAll(async () => {
  setDefaultCACertificates(roots)
  await world?.stop()
  await rm(folder, { recursive: true, force: true })
})

function split(all: { [name: string]: string }) {
  const { RACCORD_TESTBANK_URL: _, ...rest } = all
  const its = (name: string) => name.startsWith('RACCORD_TESTBANK_')
  return {
    bank: Object.fromEntries(Object.entries(rest).filter(([name]) => its(name))),
    env: Object.fromEntries(Object.entries(rest).filter(([name]) => !its(name))),
  }
}

/** Another server before the same bank. */
async function beside<T>(
  env: { [name: string]: string },
  work: (url: string, output: () => string) => Promise<T>,
): Promise<T> {
  const data = await mkdtemp(join(folder, 'data-'))
  const server = await startRaccord({ RACCORD_DATA: data, RACCORD_TESTBANK_URL: world.bank.url, ...env })
  try {
    return await work(server.url, server.output)
  } finally {
    await server.stop()
  }
}

/** To the point where the bank is called. */
async function chooseBank(url: string, provider: string) {
  const api = new ApiClient(url)
  const link = await api.widgetLink(await api.newUser(), { redirect_url: `${url}/demo/return` })
  const browser = new PlainBrowser()
  const list = await browser.open(link)
  const consent = await browser.submit(formFor(list, 'choose_provider'), { provider_id: provider })
  let page = await browser.submit(formFor(consent, 'accept_consent'))
  for (let tries = 0; nameOf(page) === 'redirect' && tries < 3; tries += 1)
    page = await browser.open(linkTo(page, /\/depart\?/))
  return { list, page }
}

it('a whole journey, redirect and embedded, with mutual TLS and signed requests', async () => {
  expect(world.bank.url).toMatch(/^https:/)
  const api = new ApiClient(world.url)
  const user = await api.newUser()
  const link = await api.widgetLink(user, { redirect_url: `${world.url}/demo/return` })
  const person = { login: 'dev', password: 'dev', otp: '', configurationUrl: '' }
  const { seen } = await strollThrough(new PlainBrowser(), link, person)
  expect(seen).toEqual(expect.arrayContaining(['bank login', 'credentials', 'success']))
  expect((await api.accounts(user)).length).toBeGreaterThan(2)
  expect(world.raccord.output()).not.toMatch(/PRIVATE KEY|Signature|"level":(40|50|60)/)
  const ready = await (await fetch(`${world.url}/health/ready`)).json()
  expect(ready).toMatchObject({
    status: 'ok',
    certificates: [{ certificate: 'qwac', expired: false }, { certificate: 'qseal' }],
  })
  const metrics = await (await fetch(`${world.url}/metrics`)).text()
  expect(metrics).toMatch(/raccord_certificate_expiry_seconds\{certificate="qwac"\} 3\d{7}/)
})

it('a journey at a bank that speaks STET, where the request target is signed', async () => {
  const api = new ApiClient(world.url)
  const user = await api.newUser()
  const link = await api.widgetLink(user, { redirect_url: `${world.url}/demo/return` })
  const person = { login: 'dev', password: 'dev', otp: '', configurationUrl: '', provider: '104' }
  await strollThrough(new PlainBrowser(), link, person)
  expect((await api.accounts(user)).length).toBeGreaterThan(0)
})

it('certificates of an authority that the bank does not trust: a clear refusal, and an alarm that names it', async () => {
  const other = Object.fromEntries(
    Object.entries(split(settings).env).map(([name, value]) => [
      name,
      name === 'RACCORD_BANK_ROOTS_FILE' ? value : value.replace('/own/', '/other/'),
    ]),
  )
  await beside(other, async (url, output) => {
    const { page } = await chooseBank(url, '101')
    expect(wordsOf(page)).toMatch(/cannot be connected here yet/)
    expect(output()).toMatch(
      /"provider":"101","detail":"consent\.create: HTTP 401 CERTIFICATE_INVALID".*bank_not_configured/,
    )
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'raccord_bank_not_configured_total{provider="101"} 1',
    )
  })
})

it('a bank that needs what is not set says so on its row, and the log says what', async () => {
  const file = join(folder, 'providers.json')
  const options = { baseUrl: `${world.bank.url}/berlin-group`, signature: {} }
  const channel = {
    ...{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], protocol: 'berlin-group', options },
    ...{ hosts: [new URL(world.bank.url).host], needs: ['qwac', 'qseal'] },
  }
  const nowhere = { ...channel, options: { baseUrl: 'https://127.0.0.1:1' }, hosts: ['127.0.0.1:1'], needs: [] }
  await writeFile(
    file,
    JSON.stringify({
      providers: [
        { id: '9001', name: 'Sealed Bank', countries: ['FR'], channels: [channel] },
        { id: '9002', name: 'Bank Away', countries: ['FR'], channels: [nowhere], limits: { failuresToPause: 1 } },
      ],
    }),
  )
  await beside({ RACCORD_PROVIDERS_FILE: file }, async (url, output) => {
    const { list, page } = await chooseBank(url, '9001')
    expect(list.text).toMatch(/Sealed Bank[\s\S]{0,200}Cannot be connected here yet/)
    expect(wordsOf(page)).toMatch(/cannot be connected here yet/)
    expect(output()).toContain(
      'The bank needs a QWAC (RACCORD_QWAC_FILE) and a QSEAL (RACCORD_QSEAL_FILE), which is not set.',
    )
    // A bank that does not answer is left alone for a while, and the screen says until when.
    const away = await chooseBank(url, '9002')
    expect(wordsOf(away.page)).toMatch(/You can try again from/)
    expect(away.page.text).toMatch(/<time[^>]*datetime=/)
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('raccord_bank_paused{provider="9002"} 1')
  })
  const listed = await runCli(['providers', 'list'], { RACCORD_PROVIDERS_FILE: file, RACCORD_DATA: folder })
  expect(listed).toMatch(/^9001\tSealed Bank\t.*The bank needs a QWAC/m)
})

it('the newest page of a person holds the consent; the older one is ended at the bank and says so', async () => {
  const api = new ApiClient(world.url)
  const user = await api.newUser()
  const before = (await world.bank.consents()).map(({ id }) => id)
  const begin = async () => {
    const browser = new PlainBrowser()
    const link = await api.widgetLink(user, { redirect_url: `${world.url}/demo/return` })
    const list = await browser.open(link)
    const consent = await browser.submit(formFor(list, 'choose_provider'), { provider_id: '101' })
    const page = await browser.submit(formFor(consent, 'accept_consent'))
    return { browser, link, page }
  }
  const older = await begin()
  expect(nameOf(older.page)).toBe('redirect')
  const newer = await begin()
  expect(nameOf(newer.page)).toBe('redirect')
  expect(wordsOf(await older.browser.open(older.link))).toMatch(/This bank is already being connected/)
  expect(nameOf(await newer.browser.open(newer.link))).toBe('redirect')
  const statuses = async () =>
    (await world.bank.consents()).filter(({ id }) => !before.includes(id)).map(({ status }) => status)
  await expect.poll(statuses).toEqual(['terminatedByTpp', 'received'])
})
