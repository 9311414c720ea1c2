import type { Secret } from '@raccord/connector-kit'
import type { Database } from '../store/database.ts'
import type { Row } from '../store/schema.ts'
import { deliveryRows, type Waiting } from './delivery-rows.ts'
import { failuresToRest, pauseAfterMs, restUntil } from './retry-times.ts'
import { signWebhook } from './sign-webhook.ts'
import type { PresentEvents } from './told-event.ts'
import type { Attempt, OpenWebhook, WebhookSocket } from './webhook-socket.ts'

export interface DeliverDeps {
  readonly database: Pick<Database, 'kysely' | 'transaction' | 'clock'>
  readonly secrets: (webhook: Row<'webhook'>) => readonly Secret[]
  readonly present: PresentEvents
  readonly open: OpenWebhook
  /** Metadata only. */
  readonly log: (event: string, fields: { readonly [key: string]: string | number }) => void
}

/** Events looked at in one go, and lanes that are sent to one endpoint at a time. */
const batch = 200
const atOnce = 8

/** How a round goes, kept between its batches. */
interface Round {
  failingSince: Date | null
  succeeded: boolean
  attempted: boolean
  failures: number
  lastFailure?: string
  gone: boolean
  /** Lanes whose next event is of a newer release: what stands behind it waits for a process of that one. */
  readonly left: Set<number>
}

/**
 * Sends a webhook what waits for it: in order within a connection, connections beside each other. What was sent and not yet written down
 * when the process dies is sent again. To be run by one job at a time for each webhook.
 */
export async function deliverWebhook(deps: DeliverDeps, webhookId: string, signal: AbortSignal): Promise<void> {
  const rows = deliveryRows(deps.database, webhookId)
  const now = () => deps.database.clock.now()
  const webhook = await rows.webhook()
  if (!webhook || webhook.paused_at) return
  const round: Round = {
    failingSince: webhook.failing_since,
    succeeded: false,
    attempted: false,
    failures: 0,
    gone: false,
    left: new Set(),
  }
  const rests = webhook.rests_until !== null && webhook.rests_until > now() ? webhook.rests_until : null
  if (!rests) {
    const socket = deps.open(webhook.url)
    try {
      await sendAll(deps, webhook, rows, socket, round, signal)
    } finally {
      await socket.close()
    }
  }
  const at = now()
  const failing = round.failingSince
  const paused =
    round.gone || (failing !== null && round.failures > 0 && at.getTime() - failing.getTime() >= pauseAfterMs)
  const tired = failing !== null && isTired(round)
  await rows.end(
    {
      ...round,
      pausedAt: paused ? at : null,
      restsUntil: rests ?? (tired ? restUntil(failing, at) : null),
    },
    round.left,
    at,
  )
  if (paused) deps.log('webhook_paused', { webhook: webhookId, failure: round.lastFailure ?? '' })
  // Handed back: another process goes on.
  signal.throwIfAborted()
}

function isTired(round: Round): boolean {
  return round.gone || (!round.succeeded && round.failures >= failuresToRest)
}

async function sendAll(
  deps: DeliverDeps,
  webhook: Row<'webhook'>,
  rows: ReturnType<typeof deliveryRows>,
  socket: WebhookSocket,
  round: Round,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps.database
  const over = () => signal.aborted || isTired(round)
  for (;;) {
    const waiting = over() ? [] : await rows.waiting(clock.now(), batch, round.left)
    if (waiting.length === 0) return
    const shown = new Map((await deps.present(waiting.map(({ event }) => event))).map((event) => [event.id, event]))
    const secrets = deps.secrets(webhook)
    const lanes = [...Map.groupBy(waiting, ({ lane }) => lane).values()]
    const done: number[] = []
    const sendLane = async (lane: readonly Waiting[]): Promise<void> => {
      for (const { event, attempts, lane: place } of lane) {
        if (over()) return
        const id = String(event.id)
        const known = shown.get(id)
        if (!known) {
          round.left.add(place)
          return
        }
        const body = JSON.stringify(known)
        // Whoever verifies it compares with his own clock, which no sandbox moves.
        const at = clock.wall?.() ?? clock.now()
        const headers = { 'content-type': 'application/json', ...signWebhook({ id, at, body }, secrets) }
        const attempt = await socket.post(headers, body)
        // Cut off by our own end: no fault of the receiver.
        if (!attempt.ok && signal.aborted) return
        note(round, attempt, clock.now())
        if (!attempt.ok) return rows.failed(event.id, attempts + 1, attempt.failure, clock.now())
        done.push(event.id)
      }
    }
    const line = lanes.values()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const lane of line) await sendLane(lane)
      }),
    )
    await rows.delivered(done)
  }
}

function note(round: Round, attempt: Attempt, at: Date): void {
  round.attempted = true
  if (attempt.ok) {
    round.succeeded = true
    round.failingSince = null
    return
  }
  round.failures += 1
  round.failingSince ??= at
  round.lastFailure = attempt.failure
  // "Send no more" (Standard Webhooks).
  if (attempt.failure === '410') round.gone = true
}
