import { createHash } from 'node:crypto'
import { networkOf } from '@raccord/connector-kit'
import type { Counters } from '../attempts/counters.ts'
import type { Clock } from '../clock.ts'
import { tooMany } from './too-many.ts'

const WINDOW = 60
const MOST_PROVEN = 1000

export interface SecretTry {
  readonly clientId: string
  readonly secret: string
  readonly ip: string
}

/**
 * Guesses of a secret of one kind (a client's, a face's), by whose it is said to be and network: whoever guesses must not be able
 * to lock the real client out. A guess is counted before it is judged, so that eighty at once are not eighty answers.
 *
 * A secret that was right once is not counted again, nor are the calls that come with it at the same moment: a client may
 * call as often and as much at once as it likes, and its calls cost no write.
 */
export class ClientSecretLimit {
  readonly #counters: Counters
  readonly #clock: Clock
  readonly #points: number
  readonly #door: string
  readonly #proven = new Set<string>()
  readonly #underway = new Map<string, Promise<boolean>>()

  constructor(deps: { readonly counters: Counters; readonly clock: Clock }, points: number, door = 'client secret') {
    this.#counters = deps.counters
    this.#clock = deps.clock
    this.#points = points
    this.#door = door
  }

  /**
   * Resolves to what `judge` finds; `undefined` for a wrong secret.
   * @throws ApiError `rate_limited` with Retry-After
   */
  async check<T>(given: SecretTry, judge: () => Promise<T | undefined>): Promise<T | undefined> {
    const network = networkOf(given.ip)
    const client = given.clientId.slice(0, 128)
    const name = createHash('sha256')
      .update(JSON.stringify([client, network, given.secret]))
      .digest('base64url')
    if (this.#proven.has(name) || (await this.#underway.get(name))) {
      const found = await judge()
      if (found !== undefined) return found
      // Rotated meanwhile: from here on a guess like any.
      this.#proven.delete(name)
    }
    const counted = this.#count(client, network, judge)
    // The first of a burst answers for those that wait for it, if it is right; wrong ones are counted one by one.
    const leads = !this.#underway.has(name)
    if (leads)
      this.#underway.set(
        name,
        counted.then(
          (found) => found !== undefined,
          () => false,
        ),
      )
    try {
      const found = await counted
      if (found !== undefined) this.#remember(name)
      return found
    } finally {
      if (leads) this.#underway.delete(name)
    }
  }

  async #count<T>(client: string, network: string, judge: () => Promise<T | undefined>): Promise<T | undefined> {
    const now = this.#clock.now()
    const keys = {
      pair: `${this.#door} ${JSON.stringify([client, network])}`,
      // Over invented clients, too: they are as many as somebody likes.
      network: `${this.#door} network ${network}`,
    }
    const mostOfNetwork = this.#points * 5
    const fromHere = (await this.#counters.read([keys.network])).get(keys.network)
    if (fromHere && fromHere.count >= mostOfNetwork) throw tooMany(fromHere.until, now)
    const guess = await this.#counters.add(keys.pair, WINDOW)
    if (guess.count > this.#points) throw tooMany(guess.until, now)
    const all = await this.#counters.add(keys.network, WINDOW)
    if (all.count > mostOfNetwork) throw tooMany(all.until, now)
    const found = await judge()
    if (found !== undefined) await this.#counters.giveBack([keys.pair, keys.network])
    return found
  }

  #remember(name: string): void {
    this.#proven.add(name)
    const [oldest] = this.#proven
    if (this.#proven.size > MOST_PROVEN && oldest !== undefined) this.#proven.delete(oldest)
  }
}
