import type { HomeDatabase } from './home-tables.ts'

export interface DayBalance {
  readonly accountId: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
}

/** What accounts held, a figure a day, and which of them the household may see. */
export class BalanceStore {
  readonly #db: HomeDatabase

  constructor(db: HomeDatabase) {
    this.#db = db
  }

  /** The last figure of a day stays. */
  async note(memberId: string, balances: readonly DayBalance[]): Promise<void> {
    if (balances.length === 0) return
    await this.#db
      .insertInto('home_balance')
      .values(
        balances.map(({ accountId, day, amount, currency }) => ({
          member_id: memberId,
          account_id: accountId,
          ...{ day, amount, currency },
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['member_id', 'account_id', 'day'])
          .doUpdateSet((row) => ({ amount: row.ref('excluded.amount'), currency: row.ref('excluded.currency') })),
      )
      .execute()
  }

  async since(memberId: string, day: string): Promise<DayBalance[]> {
    const rows = await this.#db
      .selectFrom('home_balance')
      .selectAll()
      .where('member_id', '=', memberId)
      .where('day', '>=', day)
      .orderBy('day')
      .execute()
    return rows.map(({ account_id, day: on, amount, currency }) => ({
      accountId: account_id,
      day: on,
      amount,
      currency,
    }))
  }

  /** Of accounts that are gone. */
  async forgetAllBut(memberId: string, accountIds: readonly string[]): Promise<void> {
    for (const table of ['home_balance', 'home_shared_account'] as const)
      await this.#db
        .deleteFrom(table)
        .where('member_id', '=', memberId)
        .where('account_id', 'not in', [...accountIds])
        .execute()
  }

  async shared(memberId: string): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom('home_shared_account')
      .select('account_id')
      .where('member_id', '=', memberId)
      .execute()
    return new Set(rows.map(({ account_id }) => account_id))
  }

  async setShared(memberId: string, accountId: string, shared: boolean): Promise<void> {
    if (shared)
      await this.#db
        .insertInto('home_shared_account')
        .values({ member_id: memberId, account_id: accountId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else
      await this.#db
        .deleteFrom('home_shared_account')
        .where('member_id', '=', memberId)
        .where('account_id', '=', accountId)
        .execute()
  }
}
