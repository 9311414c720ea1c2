import type { AccountOut } from '@raccord/contract/wire'
import type { Home } from './home.ts'
import { dayOf, minorOf } from './messages/format.ts'

const HOUR = 3_600_000

/** Writes down what accounts hold: under the day that the bank names, which is not always today. */
export async function noteBalances(home: Home, memberId: string, accounts: readonly AccountOut[]): Promise<void> {
  const now = home.now.getTime() / 1000
  const rows = accounts.flatMap(({ id, balance, balance_date: at, currency }) =>
    balance === undefined
      ? []
      : [{ accountId: id, day: dayOf(Math.min(at ?? now, now)), amount: minorOf(balance, currency), currency }],
  )
  await home.balances.note(memberId, rows)
}

/** The same for everybody, now and then, so that the line has a point also of days on which nobody looked. */
export function noteHourly(home: Home): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const note = async (): Promise<void> => {
    for (const { id } of await home.members.list()) {
      try {
        const accounts = await home.api(id).accounts()
        await noteBalances(home, id, accounts)
        await home.balances.forgetAllBut(
          id,
          accounts.map((account) => account.id),
        )
      } catch (error) {
        home.options.warn('home_balances', { reason: error instanceof Error ? error.message : String(error) })
      }
    }
  }
  const begin = (): void => {
    running = running
      .then(note)
      .catch((error: unknown) => home.options.warn('home_balances', { reason: String(error) }))
  }
  const timer = setInterval(begin, HOUR)
  timer.unref()
  begin()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
