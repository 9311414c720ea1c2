import { randomBytes } from 'node:crypto'
import type { ConsoleDatabase, Role } from '../store/console-tables.ts'

/** What the word of an identity provider changed; `login` is whom it is about, and who did it. */
export interface AccessChange {
  readonly action: 'operator.added' | 'operator.changed' | 'operator.refused'
  readonly login: string
  readonly detail: Readonly<Record<string, string>>
}

/** One transaction: what is recorded in it is committed with it, or not at all. */
export type AccessLedger = <T>(
  work: (db: ConsoleDatabase, record: (change: AccessChange) => Promise<unknown>) => Promise<T>,
) => Promise<T>

/** Whom a provider named. */
export interface Named {
  readonly issuer: string
  readonly identity: string
}

/** No name that `raccord operators add` takes has a colon: nobody passes for an operator of the machine's. */
export const openIdPrefix = 'openid:'
export const openIdLogin = ({ identity }: Named): string => `${openIdPrefix}${identity}`

/** Lets him in with the role that the provider gives now, everywhere he is signed in. Answers his id. */
export function admit(ledger: AccessLedger, named: Named, role: Role, now: Date): Promise<string> {
  const { issuer, identity } = named
  const login = openIdLogin(named)
  return ledger(async (db, record) => {
    // A provider that the settings no longer name lets nobody in; its operators give their names back.
    await db.deleteFrom('console_operator').where('issuer', '!=', issuer).execute()
    const id = randomBytes(9).toString('hex')
    const added = await db
      .insertInto('console_operator')
      .values({
        ...{ id, login, role, issuer, subject: identity, created_at: now },
        ...{ password_hash: null, word_hash: null, word_until: null, locale: null },
      })
      .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) {
      await record({ action: 'operator.added', login, detail: { role, issuer } })
      return added.id
    }
    const known = await db
      .selectFrom('console_operator')
      .select(['id', 'role'])
      .where('issuer', '=', issuer)
      .where('subject', '=', identity)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (known.role !== role) {
      await db.updateTable('console_operator').set({ role }).where('id', '=', known.id).execute()
      await record({ action: 'operator.changed', login, detail: { role, issuer } })
    }
    return known.id
  })
}

/** He has no role there any more, or never had one: what he has open here ends with it. */
export function refuse(ledger: AccessLedger, named: Named): Promise<void> {
  const { issuer, identity } = named
  return ledger(async (db, record) => {
    await db.deleteFrom('console_operator').where('issuer', '=', issuer).where('subject', '=', identity).execute()
    await record({ action: 'operator.refused', login: openIdLogin(named), detail: { issuer } })
  })
}
