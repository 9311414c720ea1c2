import type { BankDesk } from '@raccord/console'
import { sql } from 'kysely'
import type { BankNote, KeptBankNotes } from '../../providers/bank-notes.ts'
import type { Catalogue } from '../../providers/catalogue.ts'
import type { Database } from '../../store/database.ts'
import { listBankNotes, putBankNote } from '../../store/repositories/bank-notes.ts'
import { type OperatorAction, recordActions } from '../../store/repositories/operator-actions.ts'
import { versionOf } from './version-of.ts'

/** More than a page, so that it can say that there are more. */
const most = 101

/** @param catalogue as it is listed: with the banks that are switched off */
export function bankDesk(database: Database, catalogue: Catalogue, notes: KeptBankNotes): BankDesk {
  const view = (id: string): Awaited<ReturnType<BankDesk['find']>> => {
    const provider = catalogue.find(id)
    if (!provider) return undefined
    const note = notes.of(id)
    const { name, countries } = provider
    return {
      ...{ id, name, countries, usable: catalogue.usable(id), version: versionOfNote(note) },
      ...(note === undefined
        ? {}
        : {
            note: {
              ...{ switchedOff: note.switchedOff, message: { ...note.message } },
              ...(note.closed ? { closed: note.closed } : {}),
            },
          }),
    }
  }
  return {
    async list(query) {
      const asked = fold(query)
      const found = catalogue.all().filter(({ id, name }) => asked === '' || id === query || fold(name).includes(asked))
      const noted = (id: string) => Number(notes.of(id) !== undefined)
      return found
        .toSorted((a, b) => noted(b.id) - noted(a.id))
        .slice(0, most)
        .flatMap(({ id }) => view(id) ?? [])
    },
    find: async (id) => view(id),
    async note(by, providerId, note, seen) {
      const now = database.clock.now()
      const noted = await database.transaction(async (tx): Promise<boolean> => {
        // A few rows, seldom written; there may be none yet that could be locked.
        await sql`lock table bank_note in share row exclusive mode`.execute(tx)
        // Of the row itself: what this process has in mind may be some seconds old.
        const row = (await listBankNotes(tx)).find((one) => one.providerId === providerId)
        if (versionOfNote(row) !== seen) return false
        const before = row?.switchedOff ?? false
        await putBankNote(tx, { providerId, ...note }, now)
        const { closed, message, switchedOff } = note
        const noted: OperatorAction = {
          action: 'bank.noted',
          subject: providerId,
          detail: {
            ...message,
            ...(closed ? { closed_from: closed.from.toISOString(), closed_until: closed.until.toISOString() } : {}),
          },
        }
        const switched: OperatorAction[] =
          before === switchedOff ? [] : [{ action: switchedOff ? 'bank.paused' : 'bank.resumed', subject: providerId }]
        await recordActions(tx, 'console', [noted, ...switched], now, by.login)
        return true
      })
      await notes.read()
      return { kind: noted ? 'noted' : 'stale' }
    },
  }
}

/** Nothing noted is a version too. */
const versionOfNote = (note: BankNote | undefined): string =>
  versionOf([note?.switchedOff ?? false, note?.message ?? {}, note?.closed ?? null])

const fold = (text: string): string => text.trim().normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
