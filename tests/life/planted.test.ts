import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../apps/server/src/store/database.ts'
import { describeEachDatabase } from '../support/databases.ts'
import { liveYear } from './year.ts'

/** Faults as triggers: what the year must say of each. */
const planted = [
  {
    fault: `create trigger planted before insert on event for each row when (new.type = 'consent_ending') execute function nothing()`,
    says: /: warnings told \[\], due \[\d+ \d+/,
  },
  {
    fault: `create trigger planted_end before insert on event for each row when (new.type = 'consent_ended') execute function nothing()`,
    says: /^no end told of \d+$/,
  },
  {
    fault: `create trigger planted before insert on webhook_delivery for each row when (new.event_id % 7 = 0) execute function nothing()`,
    says: /^never heard: \d+/,
  },
  {
    fault: `create trigger planted_order before insert on webhook_delivery for each row execute function backwards()`,
    says: /^event \d+ of \d+ came late$/,
  },
  {
    fault: `create trigger planted after insert on transaction for each row when (new.label ~ '[357]$') execute function forgotten()`,
    says: /^\d+ lacks \d+ of \d+ entries$/,
  },
  {
    fault: `create trigger planted after update of sca_at on channel for each row execute function numbered()`,
    says: /^\d+ entry ENTRY \d+ was \d+ and is \d+$/i,
  },
  {
    fault: `create trigger planted before insert or update on bank_call for each row execute function uncounted();
      create trigger planted_often before update of next_sync_at on channel for each row
        when (new.next_sync_at is not null) execute function often()`,
    says: /^asked beyond the quota: /,
  },
  {
    fault: `create trigger planted after delete on app_user for each row execute function remembered()`,
    says: /^keepsake.user_id still names person \d+$/,
  },
  {
    fault: `create trigger planted before insert on revocation for each row execute function ended()`,
    says: /^the bank still shares the accounts of person \d+ by c\d+/,
  },
]

async function plant({ kysely }: Database): Promise<void> {
  const bodies = {
    nothing: 'return null',
    backwards: 'new.seq := -new.seq; return new',
    forgotten: 'delete from transaction where id = new.id; return null',
    numbered: `update transaction set id = default where account_id in (select id from account where connection_id = new.connection_id); return null`,
    uncounted: `new.calls := '{}'; return new`,
    often: `new.next_sync_at := new.last_end_at + interval '4 hours'; new.limited_until := null; return new`,
    remembered: 'insert into keepsake values (old.id); return null',
    ended: 'new.done_at := new.created_at; return new',
  }
  await sql`create table keepsake (user_id bigint)`.execute(kysely)
  for (const [name, body] of Object.entries(bodies))
    await sql
      .raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${body}; end $$`)
      .execute(kysely)
  for (const { fault } of planted) for (const one of fault.split(';')) await sql.raw(one).execute(kysely)
}

describeEachDatabase('a year whose product is broken', (open) => {
  it('says which promise was', { timeout: 3_600_000 }, async () => {
    const { faults } = await liveYear(
      async (clock) => {
        const database = await open({ clock })
        await plant(database)
        return database
      },
      { connections: 4, days: 14, consentDays: 8, often: 5, seed: 5 },
    )
    const unsaid = planted.filter(({ says }) => !faults.some((fault) => says.test(fault)))
    expect(unsaid, faults.join('\n')).toEqual([])
  })
})
