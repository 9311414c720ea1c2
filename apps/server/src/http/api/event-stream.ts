import { Readable } from 'node:stream'
import type { QueuePage } from '../../notify/event-queues.ts'
import type { ApiContext } from './api-context.ts'
import { presentNotifications } from './present/notification.ts'

/** A stream ends by then, so that a token that was revoked meanwhile is asked for again. */
const longestMs = 10 * 60_000
/** Proxies cut off what is silent for long. */
const pulseMs = 15_000

/** A queue as server-sent events (HTML Living Standard §9.2). Ends with the queue, the caller and the process. */
export function eventStream(
  context: Pick<ApiContext, 'notifications' | 'readModel' | 'catalogue' | 'bases' | 'clock'>,
  target: { readonly userId: number; readonly queueId: string },
  first: QueuePage,
  after: number | undefined,
  signal: AbortSignal,
): Readable {
  const { queues, watch } = context.notifications
  async function* lines(): AsyncGenerator<string> {
    const until = performance.now() + longestMs
    let seen = after
    let page: QueuePage | undefined = first
    yield 'retry: 2000\n\n'
    while (page && !signal.aborted && !watch.stopped && performance.now() < until) {
      for (const event of await presentNotifications(context, page.events)) {
        yield `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
        seen = Number(event.id)
      }
      if (page.events.length === 0) {
        if ((await watch.wait(target.userId, page.upTo, pulseMs, signal)) === 'crowded') return
        yield ': still here\n\n'
      }
      page = await queues.read(target.userId, target.queueId, seen)
    }
  }
  return Readable.from(lines())
}
