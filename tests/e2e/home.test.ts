import { chmod, copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { languages } from '../../apps/home/src/messages/catalogue.ts'
import { violationsOf } from '../../packages/widget/browser/judge.ts'
import { describeInChromium } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { connectsBank, entersBy, password, raccord, useHousehold } from './household.ts'
import { Person } from './person.ts'

/** What the protocol page says of an answer, as far as entries go. */
interface AccountSet {
  readonly errors: readonly string[]
  readonly accounts: readonly {
    readonly id: string
    readonly name: string
    readonly currency: string
    readonly balance: string
    readonly transactions: readonly {
      readonly id: string
      readonly posted: number
      readonly amount: string
      readonly payee: string
    }[]
  }[]
}

/** A client of SimpleFIN written from its protocol page: claim once, then read with what the claim gave. */
async function claim(setupToken: string): Promise<{ status: number; read: (query: string) => Promise<AccountSet> }> {
  const claimUrl = Buffer.from(setupToken, 'base64').toString('utf8')
  const claimed = await fetch(claimUrl, { method: 'POST', headers: { 'content-length': '0' } })
  const text = await claimed.text()
  return {
    status: claimed.status,
    async read(query) {
      const access = new URL(text)
      const authorization = `Basic ${Buffer.from(`${access.username}:${access.password}`).toString('base64')}`
      access.username = ''
      access.password = ''
      const answer = await fetch(`${access.href}/accounts?${query}`, { headers: { authorization } })
      expect(answer.status).toBe(200)
      return (await answer.json()) as AccountSet
    },
  }
}

/** A download, as text. */
async function downloads(page: Page, format: string): Promise<string> {
  await page.goto(new URL('/home/downloads', page.url()).href)
  await page.locator('#format').selectOption(format)
  const started = page.waitForEvent('download')
  await page.locator('main button.primary').click()
  const stream = await (await started).createReadStream()
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

type Downloaded = readonly {
  readonly id: string
  readonly transactions: readonly {
    readonly id: string
    readonly date: number
    readonly amount: number
    readonly label: string
    readonly source?: { readonly label: string }
    readonly status: string
  }[]
}[]

describeInChromium('a household', (browsers) => {
  const at = useHousehold()

  it('from a fresh folder to its accounts in another application, without JavaScript', async () => {
    const page = await (await browsers.open({ javaScriptEnabled: false })).newPage()
    await page.goto(at().url)
    await page.waitForURL('**/home/set-up')
    browsers.expectConsole(/400/)
    await entersBy(page, 'abcd-efgh-abcd-efgh', 'Ada')
    await page.locator('#word-wrong').waitFor()
    // What is no secret is still there.
    expect(await page.locator('#login').inputValue()).toBe('ada')
    const word = at().setUpWord()
    expect(word).toBeDefined()
    await entersBy(page, word!.toUpperCase().replaceAll('-', ' '), 'Ada')
    await page.waitForURL('**/home')

    await connectsBank(page)
    expect(await page.locator('.rows a[href^="/home/accounts/"]').count()).toBe(3)
    expect(await page.locator('.chart svg').count()).toBeGreaterThan(0)

    await page.goto(`${at().url}/home/applications`)
    await page.locator('#name').fill('Budget on the kitchen PC')
    await page.locator('main .card button.primary').click()
    const setupToken = await page.locator('#setup-token').inputValue()

    const reader = await claim(setupToken)
    expect(reader.status).toBe(200)
    // Once.
    expect((await claim(setupToken)).status).toBe(403)
    const set = await reader.read('version=2&start-date=0')
    expect(set.errors).toEqual([])
    expect(set.accounts).toHaveLength(3)

    const file = JSON.parse(await downloads(page, 'json')) as Downloaded
    const own = file.flatMap((account) =>
      account.transactions
        .filter(({ status }) => status === 'BOOKED')
        .map(({ id, date, amount, label, source }) => [
          Number(id),
          dayInParis(date),
          amount.toFixed(2),
          source?.label ?? label,
        ]),
    )
    const theirs = set.accounts.flatMap(({ transactions }) =>
      transactions.map(({ id, posted, amount, payee }) => [
        Number(/\d+$/.exec(id)?.[0]),
        new Date(posted * 1000).toISOString().slice(0, 10),
        amount,
        payee,
      ]),
    )
    const byId = (rows: (string | number)[][]) => rows.toSorted((a, b) => Number(a[0]) - Number(b[0]))
    expect(own.length).toBeGreaterThan(500)
    expect(byId(theirs)).toEqual(byId(own))

    await page.goto(`${at().url}/home/applications`)
    expect(await page.locator('[data-token]').count()).toBe(1)
    await page.locator('[data-token] button').click()
    await page.locator('[data-token]').waitFor({ state: 'detached' })
  })

  it('searches and narrows entries, and says what they come to', async () => {
    const page = await signedIn()
    await page.goto(`${at().url}/home/transactions?q=loyer%20LICES&from=2026-01-01`)
    const labels = await page.locator('.entries .label').allTextContents()
    expect(labels.length).toBeGreaterThan(5)
    for (const label of labels) expect(label).toMatch(/LOYER AGENCE DES LICES/)
    const all = await count(page, '')
    expect(await count(page, '?least=100')).toBeLessThan(all)
    expect((await count(page, '?least=100')) + (await count(page, '?most=99,99'))).toBe(all)
    await page.goto(`${at().url}/home/transactions?q=%3Cscript%3E`)
    expect(await page.locator('.entries').count()).toBe(0)
  })

  it('renews a bank by its button, and keeps accounts and ids', async () => {
    const page = await signedIn()
    const before = await page.locator('.rows a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    await page.goto(`${at().url}/home/banks`)
    await page.locator('form[action$="/renew"] button').first().click()
    const person = new Person(page)
    await person.agrees()
    await person.signsInAtBank()
    await person.finishes()
    await page.waitForURL('**/home/banks?said=updated')
    await page.goto(`${at().url}/home`)
    const after = await page.locator('.rows a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(after).toEqual(before)
  })

  it('shows what was agreed to, with receipts that are signed', async () => {
    const page = await signedIn()
    await page.goto(`${at().url}/home/consents`)
    expect(await page.locator('[data-consent]').count()).toBeGreaterThan(1)
    const started = page.waitForEvent('download')
    await page.locator('[data-consent] a').first().click()
    const receipt = await readFile(await (await started).path(), 'utf8')
    const keys = (await (await fetch(`${at().url}/.well-known/jwks.json`)).json()) as JSONWebKeySet
    const { payload } = await compactVerify(receipt, createLocalJWKSet(keys))
    expect(Buffer.from(payload).toString('utf8')).toContain('Raccord Test Bank')
  })

  it('lets a second member in by an invitation, who sees what is shared with him and nothing else', async () => {
    const owner = await signedIn()
    const account = (await owner.locator('.rows a').first().getAttribute('href')) ?? ''
    await owner.goto(`${at().url}/home/household`)
    await owner.locator('#name').fill('Ben')
    await owner.locator('main .card button.primary').click()
    const word = (await owner.locator('.word').textContent()) ?? ''

    const page = await (await browsers.open()).newPage()
    await page.goto(`${at().url}/home/join`)
    await entersBy(page, word, 'Ben')
    await page.waitForURL('**/home')
    browsers.expectConsole(/40[04]/)
    expect(await page.locator('.rows a').count()).toBe(0)
    expect((await page.goto(at().url + account))?.status()).toBe(404)
    const other = await (await browsers.open()).newPage()
    await other.goto(`${at().url}/home/join`)
    await entersBy(other, word, 'Eve')
    await other.locator('#word-wrong').waitFor()

    await owner.goto(at().url + account)
    await owner.locator('form[action$="/share"] button').click()
    await page.goto(`${at().url}/home`)
    expect(
      await page.locator('.rows a').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual([account])
    await page.locator('.rows a').click()
    await expect.poll(() => page.locator('.entries li').count()).toBeGreaterThan(10)
    // To look at, not to pass on.
    expect(await page.locator('form[action$="/unshare"]').count()).toBe(0)
    await page.goto(`${at().url}/home/transactions`)
    expect(await page.locator('.entries li').count()).toBe(0)

    await owner.goto(`${at().url}/home/household`)
    await owner.locator('a.danger').click()
    await owner.locator('form[action$="/remove"] button').click()
    await owner.waitForURL('**/home/household')
    await page.goto(`${at().url}/home`)
    await page.waitForURL('**/home/sign-in')
  })

  it('signs in with a passkey that was added on the page of the member', async () => {
    const page = await signedIn()
    const session = await page.context().newCDPSession(page)
    await session.send('WebAuthn.enable')
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${at().url}/home/you`)
    await page.locator('#passkey-name').fill('Virtual')
    // Who finds a browser open can't stay for good: the password is asked for.
    browsers.expectConsole(/40[03]/)
    await page.locator('#passkey-password').fill('not the password')
    await page.locator('form[data-passkey=add] button').click()
    await page.locator('form[data-passkey=add] .wrong').waitFor()
    await page.locator('#passkey-password').fill(password)
    await page.locator('form[data-passkey=add] button').click()
    await page.waitForURL('**/home/you?said=passkey')
    // Told on the overview, until it is said to be known.
    await page.goto(`${at().url}/home`)
    await page.locator('form[action$="/passkeys/seen"] button').click()
    await page.waitForURL('**/home')
    expect(await page.locator('form[action$="/passkeys/seen"]').count()).toBe(0)
    await page.goto(`${at().url}/home/you`)
    expect(await page.locator('form[action^="/home/passkeys/"]').count()).toBe(1)
    await page.locator('form[action="/home/sign-out"] button').click()
    await page.waitForURL('**/home/sign-in')
    await page.locator('form[data-passkey=sign-in] button').click()
    await page.waitForURL('**/home')
    // Just shown, it stands for the password.
    await page.goto(`${at().url}/home/you`)
    expect(await page.locator('#passkey-password').count()).toBe(0)
    // Removed, it opens nothing any more.
    await page.goto(`${at().url}/home/you`)
    await page.locator('form[action^="/home/passkeys/"] button').click()
    await page.locator('form[action="/home/sign-out"] button').click()
    await page.waitForURL('**/home/sign-in')
    browsers.expectConsole(/400/)
    await page.locator('form[data-passkey=sign-in] button').click()
    await page.locator('form[data-passkey=sign-in] .wrong').waitFor()
  })

  for (const { code } of languages)
    it(`can be read and used by everybody on a small phone, ${code}`, async () => {
      const dark = code === 'de' || code === 'it'
      const page = await (
        await browsers.open({
          viewport: { width: 320, height: 640 },
          locale: code,
          colorScheme: dark ? 'dark' : 'light',
        })
      ).newPage()
      await page.goto(`${at().url}/home/join`)
      await isFit(page)
      await signsIn(page)
      const account = (await page.locator('.rows a').first().getAttribute('href')) ?? ''
      const open = [
        'consents',
        'applications',
        'downloads',
        'household',
        'you',
        'banks',
        'transactions?q=carte&most=50',
      ]
      for (const path of ['/home', account, ...open.map((name) => `/home/${name}`)]) {
        await page.goto(at().url + path)
        expect(await page.locator('html').getAttribute('lang')).toBe(code)
        await page.evaluate(() => {
          for (const part of document.querySelectorAll('details')) part.open = true
        })
        await isFit(page)
      }
    })

  it('knows its owner after a restart, and prints no word any more', async () => {
    await at().restart()
    expect(at().setUpWord()).toBeUndefined()
    const page = await signedIn()
    expect(await page.locator('.rows a').count()).toBe(3)
  })

  it('is backed up by one command while it runs, and comes back from the file and the key', async () => {
    const { env, dataDir } = at()
    const written = await raccord(env, 'backup')
    const file = /^Written: (.+)$/m.exec(written)?.[1] ?? ''
    expect((await stat(file)).mode & 0o077).toBe(0)
    const folder = await mkdtemp(join(tmpdir(), 'raccord-home-back-'))
    try {
      await copyFile(join(dataDir, 'vault.key'), join(folder, 'vault.key'))
      await chmod(join(folder, 'vault.key'), 0o600)
      const port = String(await freePort())
      const url = `http://localhost:${port}`
      const there = { ...env, RACCORD_DATA: folder, RACCORD_PORT: port, RACCORD_HOME_URL: url }
      expect(await raccord(there, 'db', 'import', file)).toMatch(/Imported \d+ rows/)
      const server = await startRaccord(there)
      try {
        const page = await (await browsers.open()).newPage()
        await signsIn(page, url)
        expect(await page.locator('.rows a').count()).toBe(3)
        expect(await page.locator('.chart svg').count()).toBeGreaterThan(0)
      } finally {
        await server.stop()
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  /** Nothing wider than the page, and nothing that axe finds. */
  async function isFit(page: Page): Promise<void> {
    const path = new URL(page.url()).pathname
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
    expect(await violationsOf(page), path).toEqual([])
  }

  async function signedIn(): Promise<Page> {
    const page = await (await browsers.open()).newPage()
    await signsIn(page)
    return page
  }

  async function signsIn(page: Page, url = at().url): Promise<void> {
    await page.goto(`${url}/home/sign-in`)
    await page.locator('#login').fill('ADA')
    await page.locator('#password').fill(password)
    await page.locator('main button.primary').click()
    await page.waitForURL('**/home')
  }

  async function count(page: Page, query: string): Promise<number> {
    await page.goto(`${at().url}/home/transactions${query}`)
    return Number.parseInt((await page.locator('main p[role=status]').textContent()) ?? '', 10)
  }
})

const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' })
const dayInParis = (seconds: number): string => paris.format(seconds * 1000)
