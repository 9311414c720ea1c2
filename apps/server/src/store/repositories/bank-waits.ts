import { sql } from 'kysely'
import type { Database, Tx } from '../database.ts'

/** Nobody waits longer than this for a bank: what he wanted then is another matter by now. */
const longestDays = 30

/** Somebody wants to be told. Once a person and bank, however often he asks. */
export async function addBankWait(tx: Tx, userId: number, providerId: string, at: Date): Promise<void> {
  await tx
    .insertInto('bank_wait')
    .values({ user_id: userId, provider_id: providerId, asked_at: at })
    .onConflict((conflict) => conflict.columns(['user_id', 'provider_id']).doUpdateSet({ asked_at: at }))
    .execute()
}

/** Banks that somebody waits for; those who have waited too long wait no more. */
export async function banksWaitedFor({ kysely, clock }: Pick<Database, 'kysely' | 'clock'>): Promise<string[]> {
  const { rows } = await sql<{ provider_id: string }>`
    with forgotten as (
      delete from bank_wait where asked_at < ${clock.now()}::timestamptz - ${longestDays} * interval '1 day' returning user_id)
    select distinct provider_id from bank_wait
    where asked_at >= ${clock.now()}::timestamptz - ${longestDays} * interval '1 day' order by provider_id`.execute(
    kysely,
  )
  return rows.map(({ provider_id }) => provider_id)
}

/** The bank works: each who waits is told of once, in the statement that ends his waiting. Resolves to how many. */
export async function tellBankAvailable(
  { kysely, clock }: Pick<Database, 'kysely' | 'clock'>,
  providerId: string,
): Promise<number> {
  const told = await sql`
    with waited as (delete from bank_wait where provider_id = ${providerId}::text returning user_id)
    insert into event (type, client_id, user_id, provider_id, at)
    select 'bank_available', app_user.client_id, app_user.id, ${providerId}::text, ${clock.now()}::timestamptz
    from waited join app_user on app_user.id = waited.user_id`.execute(kysely)
  return Number(told.numAffectedRows ?? 0n)
}
