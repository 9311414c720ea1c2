import type { AccountOut, TransactionOut } from '@raccord/contract/wire'
import type { ApiLogin } from '../store/member-store.ts'
import { type Changes, type RaccordClient, RaccordError } from './raccord-client.ts'

/** Entries kept in memory of one member at most: some decades of a household. */
const mostEntries = 200_000

/**
 * One member at the API: his token, and his entries, which the feed of changes keeps up to date. Nothing of it is on disk: after
 * a start the first look reads everything once.
 */
export class MemberApi {
  readonly #raccord: RaccordClient
  readonly #login: () => Promise<ApiLogin>
  #token: Promise<string> | undefined
  #entries = new Map<string, TransactionOut>()
  #cursor: string | undefined
  #locale: string | undefined
  #reading: Promise<unknown> = Promise.resolve()

  constructor(raccord: RaccordClient, login: () => Promise<ApiLogin>) {
    this.#raccord = raccord
    this.#login = login
  }

  /** Works with an access token; one that has ended is replaced once. */
  async as<T>(work: (token: string, raccord: RaccordClient) => Promise<T>): Promise<T> {
    this.#token ??= this.#signIn()
    const asked = this.#token
    try {
      return await work(await asked, this.#raccord)
    } catch (error) {
      if (!(error instanceof RaccordError) || error.status !== 401) throw error
      if (this.#token === asked) this.#token = this.#signIn()
      return await work(await this.#token, this.#raccord)
    }
  }

  accounts(): Promise<AccountOut[]> {
    return this.as((token, raccord) => raccord.accounts(token))
  }

  /** All entries as they are now, in no order. */
  async entries(locale: string): Promise<readonly TransactionOut[]> {
    // One after the other: two readers of one cursor would each take a part.
    const turn = this.#reading.then(() => this.#catchUp(locale))
    this.#reading = turn.catch(() => {})
    await turn
    return [...this.#entries.values()]
  }

  async #signIn(): Promise<string> {
    try {
      return await this.#raccord.signIn(await this.#login())
    } catch (error) {
      this.#token = undefined
      throw error
    }
  }

  async #catchUp(locale: string): Promise<void> {
    // Names of categories come with the entries.
    if (locale !== this.#locale) this.#forget(locale)
    for (;;) {
      const changes = await this.#next(locale)
      for (const entry of [...changes.added, ...changes.modified]) this.#entries.set(entry.id, entry)
      for (const id of changes.removed) this.#entries.delete(id)
      if (this.#entries.size > mostEntries) throw new Error('More entries than home keeps in memory')
      this.#cursor = changes.next_cursor
      if (!changes.has_more) return
    }
  }

  async #next(locale: string): Promise<Changes> {
    try {
      return await this.as((token, raccord) => raccord.changes(token, this.#cursor, locale))
    } catch (error) {
      if (!(error instanceof RaccordError) || error.status !== 410) throw error
      this.#forget(locale)
      return await this.as((token, raccord) => raccord.changes(token, undefined, locale))
    }
  }

  #forget(locale: string): void {
    this.#entries = new Map()
    this.#cursor = undefined
    this.#locale = locale
  }
}
