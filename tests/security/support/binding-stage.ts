import { randomBytes } from 'node:crypto'
import { linkTo } from '../../../apps/server/src/http/sandbox/person/plain-page.ts'
import { departureTickets } from '../../../apps/server/src/http/widget/depart/departure-tickets.ts'
import { parseKeyRing } from '../../../apps/server/src/store/vault/key-ring.ts'
import { Vault } from '../../../apps/server/src/store/vault/vault.ts'
import { ApiClient, type ApiUser } from '../../support/api-client.ts'
import type { RaccordWorld } from '../../support/raccord-process.ts'
import { readQrPath } from '../../widget/qr-reader.ts'
import type { BindingRule, origins } from './binding-table.ts'
import { type Seen, Visitor } from './visitor.ts'

/** A key of our own, so that the test can write a ticket that is long over. */
export const vaultKey = randomBytes(32).toString('base64')

const bank = '101'
const parameters = { expected_account_types: 'PAYMENT', cancel_url: 'http://127.0.0.1:9/cancelled' }
const site = { own: 'same-origin', elsewhere: 'cross-site', nowhere: 'none', bank: 'cross-site', silent: undefined }

export function arriving(from: keyof typeof origins): Record<string, string> {
  const value = site[from]
  return value === undefined ? {} : { 'sec-fetch-site': value }
}

/** What a rule is about, made ready on a running server; `act` does what the rule says. */
export interface Scene {
  readonly user: ApiUser
  readonly who: Visitor
  /** Connections that the person has before anything is done. */
  readonly connections: number
  /** The permission that the bank has granted meanwhile. */
  readonly consent: string | undefined
  readonly journeyUrl: string
  act(): Promise<Seen>
}

export class BindingStage {
  readonly #world: RaccordWorld
  readonly api: ApiClient
  #connected: Promise<ApiUser> | undefined

  constructor(world: RaccordWorld) {
    this.#world = world
    this.api = new ApiClient(world.url)
  }

  async scene(rule: BindingRule): Promise<Scene> {
    const renews = rule.state === 'left'
    const user = renews ? await this.#connectedUser() : await this.api.newUser()
    const connections = await this.api.connections(user)
    const opened = await this.api.widgetLink(user, renews ? { connection_id: connections[0]?.id ?? '' } : parameters)
    const link = renews ? opened.replace('/add_connection', '/edit_credentials') : opened
    const framed = rule.browser === 'tab' && rule.opens !== 'link'
    const person = new Visitor(framed ? { 'sec-fetch-dest': 'iframe' } : {})
    const journeyUrl = `${this.#world.url}/v2.1/widget/journey?session_id=${new URL(link).searchParams.get('session_id')}`
    const stage: Stage = { rule, user, link, person, journeyUrl }
    const base = { user, journeyUrl, connections: connections.length, consent: undefined }
    switch (rule.opens) {
      case 'link':
        return { ...base, ...(await this.#linkScene(stage)) }
      case 'address':
        return { ...base, ...(await this.#addressScene(stage)) }
      case 'code':
        return { ...base, ...(await this.#codeScene(stage)) }
      case 'departure':
        return { ...base, ...(await this.#departureScene(stage)) }
      case 'return':
        return { ...base, ...(await this.#returnScene(stage)) }
    }
  }

  async #linkScene({ rule, link, person, ...stage }: Stage) {
    await person.open(link)
    await this.#moveOn({ rule, link, person, ...stage })
    const who = rule.browser === 'other' ? new Visitor() : person
    return { who, act: () => who.open(link, arriving(rule.from)) }
  }

  async #addressScene(stage: Stage) {
    const { rule, link, person } = stage
    const list = await person.open(link)
    person.forgetCookies()
    const { url } = await person.submit(list, 'choose_provider', { provider_id: bank })
    if (!new URL(url).searchParams.has('t')) throw new Error('the address carries no secret')
    await this.#moveOn(stage)
    const who = new Visitor()
    return { who, act: () => who.open(url, arriving(rule.from)) }
  }

  async #codeScene(stage: Stage) {
    const { rule, link, person } = stage
    const page = await this.#toRedirect(person, link)
    const url = codeOf(page)
    const who = new Visitor()
    if (rule.state === 'used') await new Visitor().open(url)
    else if (rule.state === 'guessed') {
      const phone = await who.open(url)
      const shown = Number(/>\s*(\d{3}).(\d{3})\s*</.exec(phone.text)?.slice(1).join(''))
      for (let tries = 0; tries < 3; tries += 1)
        await person.submit(await person.open(stage.journeyUrl), 'phone_number', { number: String(shown ^ 1) })
    } else await this.#moveOn(stage)
    return { who, act: () => who.open(url, arriving(rule.from)) }
  }

  async #departureScene(stage: Stage) {
    const { rule, link, person, journeyUrl } = stage
    const page = await this.#toRedirect(person, link)
    if (rule.browser === 'cookieless') person.forgetCookies()
    let ticket = linkTo(page, /\/depart\?/)
    if (rule.state === 'used') await person.once(ticket)
    else if (rule.state === 'expired') ticket = this.#overdue(ticket)
    else if (rule.state === 'again') {
      await person.once(ticket)
      await person.submit(await person.open(journeyUrl), 'depart_again')
    } else if (rule.state === 'finished') {
      await person.open(await person.approvesAtBank(await person.departs(page)))
      await this.#finished(person, journeyUrl)
    } else await this.#moveOn(stage)
    const who = rule.browser === 'tab' || rule.browser === 'other' ? new Visitor() : person
    return { who, act: () => who.open(ticket, arriving(rule.from)) }
  }

  async #returnScene(stage: Stage) {
    const { rule, link, person, journeyUrl } = stage
    const page = await this.#toRedirect(person, link)
    const ticket = linkTo(page, /\/depart\?/)
    const apart = rule.browser === 'tab' || rule.browser === 'answered'
    const leaver = apart ? new Visitor() : person
    const who = rule.browser === 'other' ? new Visitor() : leaver
    const address =
      rule.browser === 'answered'
        ? await saysYes(leaver, ticket)
        : locationOf(await leaver.once(ticket, { headers: arriving('own') }))
    const back = await who.approvesAtBank(address)
    const consent = (await this.#world.bank.consents()).findLast(({ status }) => status === 'valid')?.id
    if (rule.browser === 'cookieless') who.forgetCookies()
    if (rule.state === 'finished') {
      await leaver.open(back, arriving('bank'))
      await this.#finished(person, journeyUrl)
    } else if (rule.state === 'again') await person.submit(await person.open(journeyUrl), 'depart_again')
    else await this.#moveOn(stage)
    return { who, consent, act: () => who.open(back, arriving('bank')) }
  }

  /** What happens meanwhile to the journey. */
  async #moveOn({ rule, user, link, person, journeyUrl }: Stage): Promise<void> {
    switch (rule.state) {
      case 'back':
      case 'cancelled':
        await person.submit(await person.open(journeyUrl), rule.state === 'back' ? 'back' : 'cancel')
        return
      case 'left': {
        const other = await person.open(link.replace('/edit_credentials', '/manage_accounts'))
        if (other.kind !== 'manage') throw new Error(`not left: ${other.kind}`)
        return
      }
      case 'taken': {
        const newcomer = new Visitor()
        const begun = await newcomer.submit(await newcomer.open(link), 'take_over')
        if (begun.kind !== 'providers') throw new Error(`not taken over: ${begun.kind}`)
        return
      }
      case 'rival':
        await new Visitor().choosesBank(await this.api.widgetLink(user, parameters), bank)
        return
      default:
    }
  }

  /** Asked for the phone, the page that leads to the bank stays, with its code and the link that every way to the bank goes by. */
  async #toRedirect(person: Visitor, link: string): Promise<Seen> {
    const first = await person.open(link)
    const consent =
      first.kind === 'providers' ? await person.submit(first, 'choose_provider', { provider_id: bank }) : first
    const page = await person.submit(consent, 'accept_consent', { way: 'phone' })
    if (page.kind !== 'redirect') throw new Error(`not at the way to the bank: ${page.kind}`)
    return page
  }

  async #finished(person: Visitor, journeyUrl: string): Promise<void> {
    // Bounds only a hang: the first reading of a connection.
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await person.open(journeyUrl)).kind === 'success') return
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error('the journey does not end')
  }

  /** Somebody with a connection, for links that are about one. */
  #connectedUser(): Promise<ApiUser> {
    this.#connected ??= (async () => {
      const user = await this.api.newUser()
      const person = new Visitor()
      const link = await this.api.widgetLink(user, parameters)
      await person.open(await person.approvesAtBank(await person.departs(await this.#toRedirect(person, link))))
      await this.#finished(person, link.replace('/add_connection', '/journey').replace(/&.*/, ''))
      return user
    })()
    return this.#connected
  }

  /** The same ticket, but for its time. */
  #overdue(url: string): string {
    const [key] = new Vault(parseKeyRing(vaultKey, 'test')).fingerprints('departure tickets')
    const tickets = departureTickets(key)
    const old = new URL(url)
    const read = tickets.read(old.searchParams.get('ticket') ?? '')
    if (!read) throw new Error('not a ticket of this server')
    old.searchParams.set('ticket', tickets.write({ ...read, until: Date.now() - 1000 }))
    return old.href
  }
}

interface Stage {
  readonly rule: BindingRule
  readonly user: ApiUser
  readonly link: string
  /** Who opened the session. */
  readonly person: Visitor
  readonly journeyUrl: string
}

/** Through the question before the bank; resolves to the bank's address. */
async function saysYes(visitor: Visitor, ticket: string): Promise<string> {
  const page = await visitor.submit(await visitor.open(ticket), 'owner_yes')
  return linkTo(page, /\/sign-in\/|\/authorize/)
}

function locationOf({ status, headers: { location } }: { status: number; headers: Seen['got']['headers'] }): string {
  if (typeof location !== 'string') throw new Error(`the departure page answered ${status}`)
  return location
}

function codeOf({ text }: Seen): string {
  const [, size, path] = /<svg viewBox="0 0 (\d+) \d+"[^>]*>\s*<path d="([^"]*)"/.exec(text) ?? []
  return readQrPath(Number(size), path ?? '')
}
