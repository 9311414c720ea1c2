import type { Desk } from '@raccord/console'
import { replay } from '../../notify/replay.ts'
import type { WebhookStore } from '../../notify/webhook-store.ts'
import type { Database } from '../../store/database.ts'
import { recordActions } from '../../store/repositories/operator-actions.ts'
import { labelled, type StandingDesk } from './overview-desk.ts'

const most = { webhooks: 200, dead: 50 }

export function deliveryDesk(deps: {
  readonly database: Database
  readonly webhooks: Pick<WebhookStore, 'list'>
  readonly standing: StandingDesk
}): Pick<Desk, 'deliveries' | 'replay'> {
  const { database, webhooks, standing } = deps
  return {
    async deliveries() {
      const rows = await webhooks.list()
      const dead = await database.kysely
        .selectFrom('webhook_delivery')
        .innerJoin('event', 'event.id', 'webhook_delivery.event_id')
        .select(['webhook_id', 'event_id', 'event.type', 'attempts', 'dead_at', 'failure'])
        .where('dead_at', 'is not', null)
        .orderBy('dead_at', 'desc')
        .limit(most.dead)
        .execute()
      return {
        webhooks: rows
          .map((row) => {
            const url = new URL(row.url)
            const since = row.paused_at ?? row.failing_since
            return {
              ...{ id: row.id, clientId: row.client_id, address: `${url.origin}${url.pathname}` },
              state: row.paused_at
                ? ('paused' as const)
                : row.failing_since
                  ? ('failing' as const)
                  : ('active' as const),
              ...(since === null ? {} : { since }),
              ...(row.last_failure === null || since === null ? {} : { failure: row.last_failure }),
              ...{ undelivered: row.undelivered, dead: row.dead },
            }
          })
          .sort((a, b) => Number(b.state !== 'active') - Number(a.state !== 'active'))
          .slice(0, most.webhooks),
        dead: dead.map(({ webhook_id, event_id, type, attempts, dead_at, failure }) => ({
          ...{ webhookId: webhook_id, eventId: event_id, type, attempts, deadAt: dead_at ?? new Date(0) },
          ...(failure === null ? {} : { failure }),
        })),
        deadJobs: labelled((await standing.read()).figures, 'dead_jobs'),
      }
    },

    async replay(by, webhookId, since) {
      const now = database.clock.now()
      const events = await replay(database, { webhookId }, { from: since, to: now })
      if (events === undefined) return undefined
      const action = { action: 'webhook.replayed', subject: webhookId, detail: { events } } as const
      await recordActions(database.kysely, 'console', [action], now, by.login)
      return events
    },
  }
}
