import { consentWarningDays } from '@raccord/contract'
import { type RawBuilder, sql } from 'kysely'
import type { ScheduleStore } from '../../sync/schedule.ts'
import type { Tx } from '../database.ts'

type ConsentEnds = Pick<ScheduleStore, 'expireConsents' | 'warnOfEnds'>

/** Consents whose day has come: in each case one statement that changes the channels and tells of them. */
export function consentEnds(tx: Tx): ConsentEnds {
  const tell = async (type: string, status: string, channels: RawBuilder<unknown>, at: Date): Promise<number> => {
    const told = await sql`
      with told as (${channels}), over as (
        update consent_grant set ended_at = ${at}::timestamptz, ended_by = 'expired' from told
        where consent_grant.connection_id = told.connection_id and consent_grant.definition_id = told.definition_id
          and consent_grant.ended_at is null and ${type}::text = 'consent_ended'
      )
      insert into event (type, client_id, user_id, connection_id, provider_id, definition_id, connection_created_at, status, days_left, at)
      select ${type}::text, app_user.client_id, app_user.id, connection.id, connection.provider_id, told.definition_id,
        connection.created_at, ${status}::text, told.days_left, ${at}::timestamptz
      from told join connection on connection.id = told.connection_id join app_user on app_user.id = connection.user_id
      where told.days_left is not null or ${type}::text = 'consent_ended'
      order by connection.id, told.definition_id`.execute(tx)
    return Number(told.numAffectedRows ?? 0n)
  }
  return {
    expireConsents: (today, at) =>
      tell(
        'consent_ended',
        'TOKEN_EXPIRED',
        // A run that is under way tells by itself what the bank says.
        sql`update channel set status = 'TOKEN_EXPIRED', failure = 'consent_expired', next_sync_at = null
          where consent_until < ${today}::date and sealed_state is not null and status not in ('TOKEN_EXPIRED', 'RUNNING', 'EMPTY')
          returning connection_id, definition_id, null::integer as days_left`,
        at,
      ),

    warnOfEnds(today, at) {
      const days = sql`unnest(${[...consentWarningDays]}::integer[]) as days`
      // After a time in which nobody looked, the warnings missed are one.
      const channels = sql`update channel set warn_on = (
          select min(consent_until - days) from ${days} where consent_until - days > ${today}::date)
        where warn_on <= ${today}::date
        returning connection_id, definition_id, case
          when sealed_state is not null and consent_until >= ${today}::date and status <> 'TOKEN_EXPIRED' and exists (
            select from ${days} where consent_until - days <= ${today}::date
              and (sca_at is null or (sca_at at time zone 'Europe/Paris')::date < consent_until - days))
          then consent_until - ${today}::date end as days_left`
      return tell('consent_ending', 'CONSENT_ENDING', channels, at)
    },
  }
}
