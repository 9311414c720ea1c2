import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ScreenKind } from '../../packages/contract/src/screens.ts'

/** Only a hang takes as long, on a slow and busy machine, too. */
const SYNC_MS = 180_000

export interface BankSignIn {
  readonly login?: string
  readonly password?: string
  readonly otp?: string
  readonly configurationUrl?: string
}

/**
 * Somebody in front of the widget. Finds his way by what each screen is (`data-kind`) and what its forms do, never by
 * words, so that every language takes the same road.
 */
export class Person {
  readonly page: Page
  /** Where the widget is: the page itself, or a frame of the client's. */
  readonly #widget: Page | FrameLocator

  constructor(page: Page, widget: Page | FrameLocator = page) {
    this.page = page
    this.#widget = widget
  }

  find(selector: string, having: { readonly hasText?: RegExp } = {}): Locator {
    return this.#widget.locator(selector, having)
  }

  /** Waits until this screen is there; takes its picture when pictures are asked for. */
  async sees(kind: ScreenKind): Promise<void> {
    const wanted = this.find(`.card[data-kind="${kind}"]`)
    const error = this.find('.card[data-kind="error"]')
    await wanted
      .or(error)
      .first()
      .waitFor({ timeout: SYNC_MS })
      .catch(async (fault: unknown) => {
        const there = await this.find('main').first().innerText({ timeout: 5_000 }).catch(String)
        throw new Error(`expected the screen “${kind}”, saw ${this.page.url().split('?')[0]}: ${there.slice(0, 500)}`, {
          cause: fault,
        })
      })
    if (kind !== 'error' && (await error.count()) > 0) {
      // It may be the page that was just left; one that stays is not what the test is about.
      await wanted.waitFor({ timeout: 60_000 }).catch(async () => {
        throw new Error(`expected the screen “${kind}”, was told “${await this.title()}”`)
      })
    }
    await takePicture(this.page, kind)
  }

  async title(): Promise<string> {
    return ((await this.find('h1').textContent()) ?? '').trim()
  }

  /** Presses what sends this form (`do` of the contract's screens). */
  async does(action: string): Promise<void> {
    const form = this.find(`form:has(input[name=do][value="${action}"])`)
    const id = await form.first().getAttribute('id')
    const button = id ? this.find(`button[form="${id}"], #${id} button[type=submit]`) : form.locator('button')
    await button.first().click()
  }

  async choosesBank(name = 'Raccord Test Bank'): Promise<void> {
    await this.sees('providers')
    // The name alone: a row also says the bank's country, or how many are behind it.
    const row = (of: string) => this.find(`#banks >> xpath=.//button[span/text()[normalize-space(.)="${of}"]]`)
    // One of a network, or a protocol of the test bank, is behind a tile of its own.
    const tile = row(/^Raccord Test/.test(name) ? 'Raccord for developers' : 'Crédit Agreste')
    // The list comes whole, but a frame that was just opened may not have it yet.
    await row(name).or(tile).first().waitFor()
    if ((await row(name).count()) === 0) await tile.first().click()
    await row(name).first().click()
  }

  async agrees(): Promise<void> {
    await this.sees('consent')
    await this.does('accept_consent')
  }

  /** Agrees in order to go on with the phone: the page that leads to the bank stays, with its code. */
  async agreesByPhone(): Promise<void> {
    await this.sees('consent')
    // Drawn in front of a mouse only; whoever has none may send it all the same.
    await this.find('.by-phone form').evaluate((form) => (form as HTMLFormElement).submit())
    await this.sees('redirect')
  }

  /** Bank list, consent, and with it off to the bank's own site. */
  async goesToBank(name?: string): Promise<void> {
    await this.choosesBank(name)
    await this.agrees()
  }

  /** In a frame the bank opens in a tab of its own. */
  async agreesInFrame(): Promise<Page> {
    const [tab] = await Promise.all([this.page.context().waitForEvent('page'), this.agrees()])
    return tab
  }

  /** By the page that leads to the bank: where no consent was asked, the bank asks twice, or it is tried again. */
  async leavesForBank(): Promise<void> {
    await this.sees('redirect')
    await this.#follows(this.find('footer a.button'))
  }

  /**
   * Follows a link to somewhere else. The page may be drawn anew under his finger just then: who sees that nothing
   * happened presses again. That it happened is seen by the request, which needs no answer yet, or by the frame or window that
   * the host has closed since.
   */
  async #follows(link: Locator): Promise<void> {
    const href = (await link.getAttribute('href')) ?? ''
    const wanted = new URL(href, this.page.url()).pathname
    const left = this.page.context().waitForEvent('request', {
      predicate: (request) => request.isNavigationRequest() && new URL(request.url()).pathname === wanted,
      timeout: SYNC_MS,
    })
    let gone = false
    const seen = () => {
      gone = true
    }
    left.then(seen, () => {})
    while (!gone) {
      // Gone meanwhile: by itself, when its time was up.
      await link.click({ timeout: 5_000 }).catch(() => {})
      const closed = link.waitFor({ state: 'detached', timeout: 5_000 }).then(
        () => this.#closed() && seen(),
        () => this.#closed() && seen(),
      )
      await Promise.race([left, closed])
    }
  }

  #closed(): boolean {
    return this.page.isClosed() || (this.#widget !== this.page && this.page.frames().length === 1)
  }

  /** Login and access on the bank's own pages, in this tab or the one given. */
  async signsInAtBank(given: BankSignIn = {}, page: Page = this.page): Promise<void> {
    await this.#bankLogin(given, page)
    await this.#seesAtBank('accounts', page)
    await takePicture(page, 'bank-accounts')
    await page.locator('button[value=approve]').click()
    if (given.otp === undefined) return
    await this.entersOtpAtBank(given.otp, page)
  }

  async #bankLogin({ login = 'dev', password = login, configurationUrl }: BankSignIn, page: Page): Promise<void> {
    await this.#seesAtBank('login', page)
    await takePicture(page, 'bank-login')
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(password)
    if (configurationUrl !== undefined) {
      // Open already where an answer was refused.
      if (!(await page.locator('#configuration_url').isVisible())) await page.locator('.own-file summary').click()
      await page.locator('#configuration_url').fill(configurationUrl)
    }
    await page.locator('button[value=approve]').click()
  }

  async #seesAtBank(step: 'login' | 'accounts' | 'otp', page: Page): Promise<void> {
    const form = page.locator(`input[name=step][value=${step}]`)
    await form.waitFor({ state: 'attached', timeout: SYNC_MS }).catch(async () => {
      const there = await page.locator('body').innerText({ timeout: 5_000 }).catch(String)
      throw new Error(`expected the bank’s ${step}, saw ${page.url()}: ${there.slice(0, 500)}`)
    })
  }

  /** Sends the bank's login form and stays to see what comes of it. */
  triesAtBank(given: BankSignIn, page: Page = this.page): Promise<void> {
    return this.#bankLogin(given, page)
  }

  async entersOtpAtBank(code: string, page: Page = this.page): Promise<void> {
    await this.#seesAtBank('otp', page)
    await takePicture(page, 'bank-otp')
    await page.locator('#otp').fill(code)
    await page.locator('button[value=approve]').click()
  }

  /** The credential form in the widget. */
  async signsInHere({ login = 'dev', password = login, configurationUrl }: BankSignIn = {}): Promise<void> {
    await this.sees('credentials')
    await this.find('#f_login').fill(login)
    await this.find('#f_password').fill(password)
    if (configurationUrl !== undefined) await this.find('#f_configuration_url').fill(configurationUrl)
    await this.does('credentials')
  }

  async entersCode(code: string): Promise<void> {
    await this.sees('challenge')
    await this.find('#answer').fill(code)
    await this.does('challenge')
  }

  /** A whole REDIRECT step, from the bank list to what follows it. */
  async connectsByRedirect(given: BankSignIn = {}, bank?: string): Promise<void> {
    await this.goesToBank(bank)
    await this.signsInAtBank(given)
  }

  /** The way back to the client, by the button of the success screen. */
  async finishes(): Promise<void> {
    await this.sees('success')
    await this.#follows(this.find('footer a.button'))
  }
}

let pictures = 0

/** For people to look at, into the folder that RACCORD_E2E_SCREENS names; nothing is asserted about them. */
async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['RACCORD_E2E_SCREENS']
  if (!folder) return
  const { currentTestName = '', testPath = '' } = expect.getState()
  const suite = join(folder, basename(testPath, '.test.ts'))
  await mkdir(suite, { recursive: true })
  pictures += 1
  const test = (currentTestName.split(' > ').at(-1) ?? '').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
  const path = join(suite, `${String(pictures).padStart(3, '0')}-${name}-${test}.png`)
  // A page that moves on meanwhile is no reason to fail.
  await page.screenshot({ path }).catch(() => {})
}
