import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

/** A bank that answers again, told to every client with a webhook; by the first process that notices. */
export async function tellProviderBack(database: Database, providerId: string): Promise<void> {
  const now = database.clock.now()
  await sql`
    insert into event (type, client_id, provider_id, at)
    select distinct 'provider_available', client_id, ${providerId}::text, ${now}::timestamptz from webhook
    where not exists (select from event where type = 'provider_available' and provider_id = ${providerId}::text
      and at > ${now}::timestamptz - interval '1 minute')`.execute(database.kysely)
}
