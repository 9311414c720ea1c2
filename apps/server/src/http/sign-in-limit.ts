import { networkOf } from '@raccord/connector-kit'
import type { Count, Counters } from '../attempts/counters.ts'
import type { Clock } from '../clock.ts'
import { tooMany } from './too-many.ts'

/** Who tries to sign in, and from where. */
export interface SignInTry {
  readonly clientId: string
  readonly email: string
  readonly ip: string
}

export interface SignInAttempt {
  /** Earlier failures were slips; from here this person is known. */
  right(): Promise<void>
  wrong(): Promise<void>
  /** The password was not looked at. */
  neither(): Promise<void>
}

const WINDOW = 900
/** Nearly all who come back do so within a quarter. */
const KNOWN = 90 * 86_400
const LONGEST_PAUSE = 60

/**
 * Failed sign-ins through one door (a page, or the token call): each has counters of its own, because anybody reaches a
 * page, and only who has the client's secret the call.
 *
 * Nobody can lock somebody else out: what ends in a refusal is counted by person *and* network. Of a person who is attacked
 * from many networks only those that he never signed in from get fewer tries.
 */
export class SignInLimit {
  readonly #counters: Counters
  readonly #clock: Clock
  readonly #door: string
  /** Failures of one person from one network. */
  readonly #points: number
  /** Failures of anybody from one network. */
  readonly #network: number

  constructor(
    deps: { readonly counters: Counters; readonly clock: Clock },
    door: 'signin' | 'token' | 'console' | 'console word' | 'home',
    limits: { readonly points: number; readonly network: number },
  ) {
    this.#counters = deps.counters
    this.#clock = deps.clock
    this.#door = door
    this.#points = limits.points
    this.#network = limits.network
  }

  /**
   * Counts the attempt before the password is looked at, so that attempts made at the same time count as well.
   * @throws ApiError `rate_limited` with Retry-After
   */
  async begin(given: SignInTry): Promise<SignInAttempt> {
    const keys = keysOf(this.#door, given)
    const before = await this.#counters.read(Object.values(keys))
    const pause = before.get(keys.pause)
    if (pause) throw this.#refusal(pause)
    const fromHere = before.get(keys.network)
    if (fromHere && fromHere.count >= this.#network) throw this.#refusal(fromHere)
    const known = before.has(keys.known)
    const attacked = (before.get(keys.person)?.count ?? 0) >= this.#points * 2.5
    const mine = await this.#counters.add(keys.pair, WINDOW)
    if (mine.count > (attacked && !known ? Math.min(3, this.#points) : this.#points)) throw this.#refusal(mine)
    const network = await this.#counters.add(keys.network, WINDOW)
    if (network.count > this.#network) {
      await this.#counters.giveBack([keys.pair])
      throw this.#refusal(network)
    }
    return {
      right: async () => {
        await this.#counters.forget([keys.pair, keys.pause])
        await this.#counters.giveBack([keys.network])
        await this.#counters.put(keys.known, 1, KNOWN)
      },
      wrong: async () => {
        const over = mine.count - Math.max(5, Math.floor(this.#points / 4))
        if (over >= 0) await this.#counters.put(keys.pause, 1, Math.min(LONGEST_PAUSE, 2 ** Math.min(over, 10)))
        if (!known) await this.#counters.add(keys.person, WINDOW)
      },
      neither: () => this.#counters.giveBack([keys.pair, keys.network]),
    }
  }

  #refusal(count: Count) {
    return tooMany(count.until, this.#clock.now())
  }
}

function keysOf(door: string, { clientId, email, ip }: SignInTry) {
  const network = networkOf(ip)
  const person = JSON.stringify([clientId, email.trim().normalize('NFC').toLowerCase()])
  // The page is everybody's; behind the call stands one client, with all its people.
  const whose = door === 'token' ? clientId : ''
  return {
    pair: `sign-in ${door} pair ${person} ${network}`,
    pause: `sign-in ${door} pause ${person} ${network}`,
    known: `sign-in ${door} known ${person} ${network}`,
    person: `sign-in ${door} person ${person}`,
    network: `sign-in ${door} network ${JSON.stringify([whose, network])}`,
  }
}
