import type { Locale } from '@raccord/contract'

/** What an operator says of a bank, over what the catalogue says. */
export interface BankNote {
  readonly providerId: string
  /** In no list, and nobody connects it anew; what people have there goes on. */
  readonly switchedOff: boolean
  /** On its row, by language. */
  readonly message: Readonly<Partial<Record<Locale, string>>>
  /** Nobody begins at the bank between the two. */
  readonly closed?: { readonly from: Date; readonly until: Date }
}

export interface BankNotes {
  of(providerId: string): BankNote | undefined
  all(): readonly BankNote[]
}

/** Of a bank whose time of maintenance it is. */
export const closedUntil = ({ closed }: BankNote, now: Date): Date | undefined =>
  closed && closed.from <= now && now < closed.until ? closed.until : undefined

export interface KeptBankNotes extends BankNotes {
  /** Reads them anew. */
  read(): Promise<void>
  /** Reads them anew, by and by: another process may have changed them. */
  watch(everyMs: number, report: (error: unknown) => void): void
  stop(): Promise<void>
}

/** A few rows, kept in memory: they are asked for with every bank of every list. */
export function keepBankNotes(list: () => Promise<readonly BankNote[]>): KeptBankNotes {
  let kept = new Map<string, BankNote>()
  let timer: NodeJS.Timeout | undefined
  let reading: Promise<void> = Promise.resolve()
  const read = async (): Promise<void> => {
    kept = new Map((await list()).map((note) => [note.providerId, note]))
  }
  return {
    of: (providerId) => kept.get(providerId),
    all: () => [...kept.values()],
    read,
    watch(everyMs, report) {
      timer ??= setInterval(() => {
        reading = read().catch(report)
      }, everyMs).unref()
    },
    async stop() {
      clearInterval(timer)
      await reading
    },
  }
}
