import type { DoorGuard } from '@raccord/home/door-guard'
import { hashPassword, isPassword } from '@raccord/home/password'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookie.ts'
import type { Desk } from './desk.ts'
import { chooseLocale, type Translate, translator } from './messages/catalogue.ts'
import { type Formats, formatsFor } from './messages/format.ts'
import type { AccessLedger } from './openid/admit.ts'
import type { OpenIdSettings } from './openid/openid-settings.ts'
import { ChallengeStore } from './store/challenge-store.ts'
import type { ConsoleDatabase } from './store/console-tables.ts'
import { type Operator, OperatorStore } from './store/operator-store.ts'
import { PasskeyStore } from './store/passkey-store.ts'
import { SessionStore } from './store/session-store.ts'

/** Wrong ones, counted by all processes together. */
export interface Tries {
  /** Takes one of `most` tries that `key` has in a quarter of an hour, before the answer is known. False when there is none left. */
  take(key: string, most: number): Promise<boolean>
  /** It was the right one. */
  clear(...keys: readonly string[]): Promise<void>
}

/** How passwords are kept. For one that is not there it takes as long, and says no. */
export interface Passwords {
  hash(password: string): Promise<string>
  matches(hash: string | undefined, password: string): Promise<boolean>
}

export interface ConsoleOptions {
  /** The one address under which it is opened: scheme, host, port. */
  readonly url: () => string
  readonly database: ConsoleDatabase
  readonly desk: Desk
  readonly tries: Tries
  /** Names with their passwords, and with their set-up words. */
  readonly doors: { readonly signIn: DoorGuard; readonly setUp: DoorGuard }
  /** By default as home keeps them. */
  readonly passwords?: Passwords
  readonly now: () => Date
  /** Present: operators may sign in there. */
  readonly openid?: OpenIdSettings | undefined
  readonly ledger: AccessLedger
  /** Said at the door of a sandbox: how to get in. */
  readonly sandbox: boolean
}

/** Who asks, in his language. */
export interface Visit {
  readonly locale: string
  readonly t: Translate
  readonly formats: Formats
  readonly operator: Operator | undefined
}

export interface OperatorVisit extends Visit {
  readonly operator: Operator
  /** Value of the cookie. */
  readonly session: string
}

/** What the routes share. */
export class Console {
  readonly options: ConsoleOptions
  readonly operators: OperatorStore
  readonly sessions: SessionStore
  readonly passkeys: PasskeyStore
  readonly challenges: ChallengeStore
  readonly passwords: Passwords

  constructor(options: ConsoleOptions) {
    const { database, now } = options
    this.options = options
    this.operators = new OperatorStore(database, now)
    this.sessions = new SessionStore(database, now, options.openid?.issuer)
    this.passkeys = new PasskeyStore(database, now)
    this.passwords = options.passwords ?? { hash: hashPassword, matches: isPassword }
    this.challenges = new ChallengeStore(database, now)
  }

  get desk(): Desk {
    return this.options.desk
  }

  get tries(): Tries {
    return this.options.tries
  }

  get secure(): boolean {
    return this.options.url().startsWith('https:')
  }

  async visit(request: FastifyRequest): Promise<Visit | OperatorVisit> {
    const session = readCookie(request, this.secure)
    const operator = session === undefined ? undefined : await this.sessions.operatorOf(session)
    if (!operator || session === undefined) return this.stranger(request)
    return { ...this.stranger(request, operator.locale), operator, session }
  }

  /** Somebody of whom nothing is asked of the database. */
  stranger(request: FastifyRequest, chosen?: string): Visit {
    const locale = chooseLocale(chosen, request.headers['accept-language'])
    return { locale, t: translator(locale), formats: formatsFor(locale), operator: undefined }
  }

  async welcome(reply: FastifyReply, operatorId: string): Promise<void> {
    setCookie(reply, this.secure, await this.sessions.begin(operatorId))
  }
}

export const isOperator = (visit: Visit): visit is OperatorVisit => visit.operator !== undefined
