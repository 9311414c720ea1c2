import type { AccessLedger, ConsoleTables } from '@raccord/console'
import type { Kysely } from 'kysely'
import type { Database } from '../../store/database.ts'
import { recordActions } from '../../store/repositories/operator-actions.ts'
import type { Schema } from '../../store/schema.ts'

/** Who was let in or refused by the word of an identity provider, written down with it. */
export const accessLedger =
  (database: Database): AccessLedger =>
  (work) =>
    database.transaction((tx: Kysely<Schema>) =>
      work(tx.withTables<ConsoleTables>(), ({ action, login, detail }) =>
        recordActions(tx, 'console', [{ action, subject: login, detail }], database.clock.now(), login),
      ),
    )
