import type { ScreenKind } from '../../packages/contract/src/screens.ts'
import type { BankSignIn } from '../e2e/person.ts'
import type { Place, Tab, Visit } from './tab.ts'
import { until } from './until.ts'

/** Somebody in front of the widget, in any engine. As `Person` does, he goes by what screens are, never by words. */
export class Visitor {
  readonly tab: Tab
  readonly place: Place

  constructor(tab: Tab, place: Place = 'page') {
    this.tab = tab
    this.place = place
  }

  count(selector: string): Promise<number> {
    return this.tab.run(this.place, `return document.querySelectorAll(${JSON.stringify(selector)}).length`)
  }

  sees(kind: ScreenKind): Promise<void> {
    return this.#shows(`.card[data-kind="${kind}"]`, `the screen “${kind}”`)
  }

  /** Whichever screen it is. */
  async shown(): Promise<string> {
    await this.#shows('.card', 'a screen')
    return this.tab.run(this.place, `return document.querySelector('.card').dataset.kind`)
  }

  async #shows(selector: string, what: string): Promise<void> {
    await until(
      async () => (await this.count(selector)) > 0,
      async () => `expected ${what}, saw ${await this.#there()}`,
    )
  }

  #there(): Promise<string> {
    return this.tab
      .run<string>(this.place, `return location.pathname + ': ' + document.body.innerText.slice(0, 400)`)
      .catch(String)
  }

  /** Waits until it is there. A page that is drawn anew under the finger is pressed again. */
  async presses(selector: string): Promise<void> {
    await until(
      async () => {
        await this.tab.press(this.place, selector)
        return true
      },
      async () => `nothing to press at ${selector}: ${await this.#there()}`,
    )
  }

  async writes(selector: string, text: string): Promise<void> {
    await until(
      async () => {
        await this.tab.write(this.place, selector, text)
        const value = `return document.querySelector(${JSON.stringify(selector)}).value`
        return (await this.tab.run(this.place, value)) === text
      },
      async () => `nothing to write into at ${selector}: ${await this.#there()}`,
    )
  }

  /** Presses what sends this form (`do` of the contract's screens). */
  async does(action: string): Promise<void> {
    const form = `form:has(input[name=do][value="${action}"])`
    await this.#shows(form, `the form “${action}”`)
    const id = await this.tab.run<string>(this.place, `return document.querySelector('${form}')?.id ?? ''`)
    await this.presses(id ? `button[form="${id}"], #${id} button[type=submit]` : `${form} button`)
  }

  async choosesBank(): Promise<void> {
    await this.sees('providers')
    await this.presses(`//*[@id='banks']//button[span/text()[normalize-space(.)='Raccord Test Bank']]`)
  }

  async agrees(): Promise<void> {
    await this.sees('consent')
    await this.does('accept_consent')
  }

  async goesToBank(): Promise<void> {
    await this.choosesBank()
    await this.agrees()
  }

  /** In a frame the bank opens in a tab of its own. */
  agreesInFrame(visit: Visit): Promise<Visitor> {
    return this.opensTab(visit, () => this.agrees())
  }

  async opensTab(visit: Visit, by: () => Promise<void>): Promise<Visitor> {
    const before = new Set((await visit.tabs()).map(({ id }) => id))
    await by()
    const tab = await until(
      async () => (await visit.tabs()).find(({ id }) => !before.has(id)) ?? false,
      () => 'the bank opened no tab',
    )
    return new Visitor(tab)
  }

  async seesAtBank(step: 'login' | 'accounts' | 'otp'): Promise<void> {
    await this.#shows(`input[name=step][value=${step}]`, `the bank’s ${step}`)
  }

  async signsInAtBank({ login = 'dev', password = login }: BankSignIn = {}): Promise<void> {
    await this.seesAtBank('login')
    await this.writes('#login', login)
    await this.writes('#password', password)
    await this.presses('button[value=approve]')
    await this.seesAtBank('accounts')
    await this.presses('button[value=approve]')
  }

  async signsInHere({ login = 'dev', password = login }: BankSignIn = {}): Promise<void> {
    await this.sees('credentials')
    await this.writes('#f_login', login)
    await this.writes('#f_password', password)
    await this.does('credentials')
  }

  async entersCode(code: string): Promise<void> {
    await this.sees('challenge')
    await this.writes('#answer', code)
    await this.does('challenge')
  }

  /** The way back to the client, by the button of the success screen. */
  async finishes(): Promise<void> {
    await this.sees('success')
    await this.presses('footer a.button')
  }

  /** Where the page, or the frame, has come to. */
  async arrives(address: string): Promise<void> {
    await until(
      async () => (await this.tab.run<string>(this.place, 'return location.href')).startsWith(address),
      async () => `expected ${address}, saw ${await this.#there()}`,
    )
  }
}
