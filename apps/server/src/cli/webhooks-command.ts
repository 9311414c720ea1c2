import { Command, InvalidArgumentError } from 'commander'
import { type ReplaySpan, replay } from '../notify/replay.ts'
import { testWebhook } from '../notify/test-webhook.ts'
import { webhookSockets } from '../notify/webhook-socket.ts'
import { createWebhookStore, type WebhookView } from '../notify/webhook-store.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { openVault } from './open-store.ts'
import { withStore } from './with-store.ts'

interface ReplayOptions extends JsonOption {
  readonly event?: number
  readonly from?: Date
  readonly to?: Date
}

/** `raccord webhooks …`. */
export function webhooksCommand(deps: CliDeps): Command {
  const webhooks = new Command('webhooks').description('where clients have events sent to')
  webhooks
    .command('list')
    .description('list webhooks: id, client, state, waiting, dead letters, last failure, address')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const store = createWebhookStore(database, await openVault(deps.config))
        const rows = await store.list()
        answer(
          deps,
          options,
          rows.map(shown),
          rows.map((row) => Object.values(shown(row)).join('\t')),
        )
      }),
    )
  webhooks
    .command('test')
    .description('send a webhook a signed event of type "test", and say what it answered')
    .argument('<id>')
    .option(...jsonOption)
    .action((id: string, options: JsonOption) =>
      withStore(deps, async (database) => {
        const store = createWebhookStore(database, await openVault(deps.config))
        const allowLoopback = deps.config.loopbackAllowed
        const open = webhookSockets({ allowLoopback, now: () => database.clock.now() })
        const attempt = await testWebhook(database, store, open, id)
        if (!attempt) throw unknown(id)
        const result = attempt.ok ? String(attempt.status) : attempt.failure
        const action = { action: 'webhook.tested', subject: id, detail: { result } } as const
        await recordActions(database.kysely, 'cli', [action], database.clock.now())
        if (!attempt.ok) throw new CliError(`Not taken: ${result}.`)
        answer(deps, options, { id, taken: true, status: attempt.status }, [`Taken: ${result}.`])
      }),
    )
  webhooks
    .command('replay')
    .description(
      'have a webhook sent again one event, or those of a span, of the last seven days; a paused one goes on',
    )
    .argument('<id>')
    .option('--event <id>', 'this event', eventId)
    .option('--from <instant>', 'those since then, e.g. 2026-06-01T10:00Z', instant)
    .option('--to <instant>', 'and until then; default now', instant)
    .option(...jsonOption)
    .action((id: string, options: ReplayOptions) =>
      withStore(deps, async (database) => {
        const span = spanOf(options, database.clock.now())
        const events = await replay(database, { webhookId: id }, span, (tx, count) => {
          const action = { action: 'webhook.replayed', subject: id, detail: { events: count } } as const
          return recordActions(tx, 'cli', [action], database.clock.now())
        })
        if (events === undefined) throw unknown(id)
        answer(deps, options, { id, events }, [`${events} in line.`])
      }),
    )
  return webhooks
}

/** In the order of the columns. */
function shown(row: WebhookView) {
  const url = new URL(row.url)
  return {
    id: row.id,
    client_id: row.client_id,
    state: row.paused_at ? 'paused' : row.failing_since ? 'failing' : 'active',
    undelivered: row.undelivered,
    dead: row.dead,
    last_failure: row.last_failure ?? '-',
    // A query may hold what is the client's secret.
    address: `${url.origin}${url.pathname}`,
  }
}

function spanOf({ event, from, to }: ReplayOptions, now: Date): ReplaySpan {
  if ((event === undefined) === (from === undefined)) throw new CliError('Say --event or --from.')
  return event === undefined ? { from: from ?? now, to: to ?? now } : { eventId: event }
}

function eventId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('An id of an event: digits.')
  return Number(text)
}

function instant(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('An instant, e.g. 2026-06-01T10:00Z.')
  return at
}

function unknown(id: string): CliError {
  return new CliError(`There is no webhook ${id}.`)
}
