import type { Desk } from '@raccord/console'
import { replay } from '../../notify/replay.ts'
import type { Database } from '../../store/database.ts'
import { recordActions } from '../../store/repositories/operator-actions.ts'
import { labelled, type StandingDesk } from './overview-desk.ts'

const most = { webhooks: 200, dead: 50 }

export function deliveryDesk(deps: {
  readonly database: Database
  readonly standing: StandingDesk
}): Pick<Desk, 'deliveries' | 'replay'> {
  const { database, standing } = deps
  return {
    async deliveries() {
      const { figures } = await standing.read()
      const counts = (of: 'undelivered' | 'given_up') =>
        new Map(labelled(figures, of).map(({ label, count }) => [label, count]))
      const [undelivered, givenUp] = [counts('undelivered'), counts('given_up')]
      const rows = await database.kysely
        .selectFrom('webhook')
        .select(['id', 'client_id', 'url', 'paused_at', 'failing_since', 'last_failure'])
        .orderBy('failing_since', (order) => order.asc().nullsLast())
        .orderBy('id')
        .limit(most.webhooks)
        .execute()
      const dead = await database.kysely
        .selectFrom('webhook_delivery')
        .innerJoin('event', 'event.id', 'webhook_delivery.event_id')
        .select(['webhook_id', 'event_id', 'event.type', 'attempts', 'dead_at', 'failure'])
        .where('dead_at', 'is not', null)
        .orderBy('dead_at', 'desc')
        .limit(most.dead)
        .execute()
      return {
        webhooks: rows.map((row) => {
          const url = new URL(row.url)
          const since = row.paused_at ?? row.failing_since
          return {
            ...{ id: row.id, clientId: row.client_id, address: `${url.origin}${url.pathname}` },
            state: row.paused_at ? 'paused' : row.failing_since ? 'failing' : 'active',
            since: since ?? undefined,
            ...(row.last_failure === null || since === null ? {} : { failure: row.last_failure }),
            ...{ undelivered: undelivered.get(row.id) ?? 0, dead: givenUp.get(row.id) ?? 0 },
          }
        }),
        dead: dead.map(({ webhook_id, event_id, type, attempts, dead_at, failure }) => ({
          ...{ webhookId: webhook_id, eventId: event_id, type, attempts, deadAt: dead_at ?? new Date(0) },
          failure: failure ?? undefined,
        })),
        deadJobs: labelled(figures, 'dead_jobs'),
      }
    },

    async replay(by, webhookId, since) {
      const now = database.clock.now()
      return replay(database, { webhookId }, { from: since, to: now }, (tx, events) => {
        const action = { action: 'webhook.replayed', subject: webhookId, detail: { events } } as const
        return recordActions(tx, 'console', [action], now, by.login)
      })
    },
  }
}
