import { afterFailure, answering, type BankStanding, type PauseLimits } from '@raccord/connector-kit'
import { sql } from 'kysely'
import type { SharedPauses } from '../../providers/shared-standings.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'

/** How banks stand that do not answer, where all processes of an installation see it. Written only when it changes. */
export function createBankPauses(database: Pick<Database, 'kysely' | 'transaction'>): SharedPauses {
  const db = database.kysely
  return {
    async all() {
      const rows = await db.selectFrom('bank_pause').selectAll().execute()
      return new Map(rows.map((row) => [row.provider_id, standingOf(row)]))
    },

    failed: (providerId: string, at: number, trial: boolean, limits: PauseLimits) =>
      database.transaction(async (tx) => {
        // Inserted or there: locked until commit, so that each failure counts.
        const row = await tx
          .insertInto('bank_pause')
          .values({ provider_id: providerId, failures: 0, pauses: 0, until: null, trial_until: null })
          .onConflict((oc) => oc.column('provider_id').doUpdateSet({ provider_id: providerId }))
          .returningAll()
          .executeTakeFirst()
        const before = row ? standingOf(row) : answering
        const after = afterFailure(before, at, trial, limits)
        await tx
          .updateTable('bank_pause')
          .set({
            failures: after.failures,
            pauses: after.pauses,
            until: instant(after.until),
            trial_until: instant(after.trialUntil),
          })
          .where('provider_id', '=', providerId)
          .execute()
        return { before, after }
      }),

    async answered(providerId) {
      const gone = await db.deleteFrom('bank_pause').where('provider_id', '=', providerId).returning('pauses').execute()
      return gone.some(({ pauses }) => pauses > 0)
    },

    async beginTrial(providerId, at, until) {
      const { numAffectedRows } = await sql`update bank_pause set trial_until = ${instant(until)}::timestamptz
        where provider_id = ${providerId} and until <= ${instant(at)}::timestamptz
          and (trial_until is null or trial_until <= ${instant(at)}::timestamptz)`.execute(db)
      if (numAffectedRows === 1n) return true
      // None is kept: another process has just found that the bank answers, or the pause could not be written.
      const kept = await db
        .selectFrom('bank_pause')
        .select('until')
        .where('provider_id', '=', providerId)
        .executeTakeFirst()
      return kept === undefined
    },

    async endTrial(providerId) {
      await db.updateTable('bank_pause').set({ trial_until: null }).where('provider_id', '=', providerId).execute()
    },
  }
}

function standingOf({ failures, pauses, until, trial_until }: Row<'bank_pause'>): BankStanding {
  return { failures, pauses, until: until?.getTime() ?? 0, trialUntil: trial_until?.getTime() ?? 0 }
}

function instant(ms: number): Date | null {
  return ms === 0 ? null : new Date(ms)
}
