import type { Kysely } from 'kysely'
import type { BankNote } from '../../providers/bank-notes.ts'
import type { Schema } from '../schema.ts'

/** A few rows: those of banks of which something is said. */
export async function listBankNotes(db: Kysely<Schema>): Promise<BankNote[]> {
  const rows = await db.selectFrom('bank_note').selectAll().orderBy('provider_id').execute()
  return rows.map(({ provider_id, switched_off, message, closed_from, closed_until }) => ({
    ...{ providerId: provider_id, switchedOff: switched_off, message },
    ...(closed_from && closed_until ? { closed: { from: closed_from, until: closed_until } } : {}),
  }))
}

/** Takes the place of what was said before; one that says nothing is gone. */
export async function putBankNote(db: Kysely<Schema>, note: BankNote, now: Date): Promise<void> {
  const { providerId, switchedOff, message, closed } = note
  if (!switchedOff && Object.keys(message).length === 0 && closed === undefined) {
    await db.deleteFrom('bank_note').where('provider_id', '=', providerId).execute()
    return
  }
  const row = {
    ...{ switched_off: switchedOff, message: JSON.stringify(message), changed_at: now },
    ...{ closed_from: closed?.from ?? null, closed_until: closed?.until ?? null },
  }
  await db
    .insertInto('bank_note')
    .values({ provider_id: providerId, ...row })
    .onConflict((conflict) => conflict.column('provider_id').doUpdateSet(row))
    .execute()
}
