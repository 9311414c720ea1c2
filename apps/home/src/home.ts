import type { FastifyReply, FastifyRequest } from 'fastify'
import { base } from './base.ts'
import { readCookie, setCookie } from './cookie.ts'
import { chooseLocale, type Translate, translator } from './messages/catalogue.ts'
import { type Formats, formatsFor } from './messages/format.ts'
import { MemberApi } from './raccord/member-api.ts'
import { RaccordClient, type RaccordSettings } from './raccord/raccord-client.ts'
import type { DoorGuard } from './security/door-guard.ts'
import { Tries } from './security/tries.ts'
import { newWord } from './security/words.ts'
import { BalanceStore } from './store/balance-store.ts'
import type { HomeDatabase } from './store/home-tables.ts'
import { type Member, MemberStore, type Sealer } from './store/member-store.ts'
import { PasskeyStore } from './store/passkey-store.ts'
import { SessionStore } from './store/session-store.ts'
import type { WaysIn } from './ways-in.ts'

export interface HomeOptions {
  /** Functions, because a server that hosts home may know its own address only once it listens. */
  readonly raccord: () => RaccordSettings
  /** The address under which the household opens home: scheme, host, port. */
  readonly url: () => string
  /** Http on the local network was allowed; every page says what that means. */
  readonly plainHttp: boolean
  readonly database: HomeDatabase
  readonly sealer: Sealer
  /** Absent where banks are the operator's settings alone. */
  readonly waysIn?: WaysIn
  /** Names with their passwords. */
  readonly signIns: DoorGuard
  /** What one who asks has many addresses of. */
  readonly networkOf: (ip: string) => string
  readonly now: () => Date
  readonly warn: (event: string, fields: object) => void
}

/** Who asks, in his language. */
export interface Visit {
  readonly locale: string
  readonly t: Translate
  readonly formats: Formats
  readonly plainHttp: boolean
  readonly member: Member | undefined
}

export interface MemberVisit extends Visit {
  readonly member: Member
  readonly api: MemberApi
  /** Value of the cookie. */
  readonly session: string
}

/** What the routes share. */
export class Home {
  readonly options: HomeOptions
  readonly members: MemberStore
  readonly sessions: SessionStore
  readonly passkeys: PasskeyStore
  readonly balances: BalanceStore
  readonly raccord: RaccordClient
  readonly tries: Tries
  /** Opens the first visit; another one after each start, and none once there is an owner. */
  readonly setUpWord = newWord()
  readonly #apis = new Map<string, MemberApi>()

  constructor(options: HomeOptions) {
    const { database, sealer, now } = options
    this.options = options
    this.members = new MemberStore(database, sealer, now)
    this.sessions = new SessionStore(database, now)
    this.passkeys = new PasskeyStore(database, now)
    this.balances = new BalanceStore(database)
    this.raccord = new RaccordClient(options.raccord)
    this.tries = new Tries(now)
  }

  get now(): Date {
    return this.options.now()
  }

  get secure(): boolean {
    return this.options.url().startsWith('https:')
  }

  /** An address of ours as the browser knows it. */
  address(path: string): string {
    return `${this.options.url()}${base}${path}`
  }

  api(memberId: string): MemberApi {
    const known = this.#apis.get(memberId)
    if (known) return known
    const made = new MemberApi(this.raccord, async () => {
      const login = await this.members.apiLogin(memberId)
      if (!login) throw new Error('This member is gone')
      return login
    })
    this.#apis.set(memberId, made)
    return made
  }

  forget(memberId: string): void {
    this.#apis.delete(memberId)
  }

  async visit(request: FastifyRequest): Promise<Visit | MemberVisit> {
    const session = readCookie(request, this.secure)
    const memberId = session === undefined ? undefined : await this.sessions.memberOf(session)
    const member = memberId === undefined ? undefined : await this.members.find(memberId)
    const locale = chooseLocale(member?.locale, request.headers['accept-language'])
    const { plainHttp } = this.options
    const visit = { locale, t: translator(locale), formats: formatsFor(locale), plainHttp }
    if (!member || session === undefined) return { ...visit, member: undefined }
    return { ...visit, member, session, api: this.api(member.id) }
  }

  async welcome(reply: FastifyReply, memberId: string, by?: 'passkey'): Promise<void> {
    setCookie(reply, this.secure, await this.sessions.begin(memberId, by))
  }
}

export const isMember = (visit: Visit): visit is MemberVisit => visit.member !== undefined
