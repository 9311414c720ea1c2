import { setTimeout as sleep } from 'node:timers/promises'

export interface Victim {
  kill(): Promise<void>
  start(): Promise<void>
}

/** Numbers from a seed, the same ones every time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Kills at random moments: a few requests after the last restart, a few milliseconds into one. Half of the moments are
 * short, because what a request changes it changes early.
 */
export class Killer {
  readonly #victim: Victim
  readonly #random: () => number
  #requests = 0
  #killing: Promise<void> | undefined
  #fault: unknown
  /** Each kill: the request it came after, and how many milliseconds after. */
  readonly moments: string[] = []
  readonly #most: number

  constructor(victim: Victim, seed: number, most: number) {
    this.#victim = victim
    this.#random = randomFrom(seed)
    this.#most = most
    this.#arm()
  }

  /** To be told of each request that goes out. */
  onRequest(request: string): void {
    if (this.#killing || this.moments.length >= this.#most) return
    this.#requests -= 1
    if (this.#requests > 0) return
    const delay = this.#random() < 0.5 ? this.#random() * 12 : this.#random() * 250
    this.#killing = this.#killAfter(delay, request).catch((fault: unknown) => {
      this.#fault ??= fault
    })
  }

  /** Waits until the victim is up again. @throws what went wrong with it */
  async rest(): Promise<void> {
    await this.#killing
    if (this.#fault !== undefined) throw this.#fault
  }

  async #killAfter(delay: number, request: string): Promise<void> {
    await sleep(delay)
    await this.#victim.kill()
    this.moments.push(`${request} +${delay.toFixed(0)}`)
    await this.#victim.start()
    this.#arm()
    this.#killing = undefined
  }

  #arm(): void {
    this.#requests = 1 + Math.floor(this.#random() * 5)
  }
}
