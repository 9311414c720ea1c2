import type { CallOptions } from './call.ts'
import type { ClientCalls, UserCalls } from './generated/calls.ts'
import type { Account, Notification, Provider, Transaction, TransactionChanges } from './generated/shapes.ts'
import type { Answer } from './transport.ts'

type Query<Name extends keyof UserCalls> = UserCalls[Name] extends (query?: infer Q, options?: CallOptions) => unknown
  ? NonNullable<Q>
  : never

/** Every transaction that fits, over as many pages as there are. By cursor: each page costs the server the same. */
export type EachTransaction = (
  query?: Omit<Query<'listTransactions'>, 'page' | 'cursor'>,
  options?: CallOptions,
) => AsyncGenerator<Transaction, void, undefined>

const most = 500

export async function* byCursor<Item>(
  page: (cursor: string | undefined) => Promise<Answer>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined
  do {
    const { body, headers } = await page(cursor)
    yield* body as readonly Item[]
    const next = cursorOf(headers.get('link'))
    // A server that names the page it just gave would be read for ever.
    cursor = next === cursor ? undefined : next
  } while (cursor !== undefined)
}

/** Of the link, the cursor alone: the token goes to no address that an answer names. */
function cursorOf(link: string | null): string | undefined {
  const next = link?.match(/<([^>]*)>\s*;[^,]*\brel="?next"?/)?.[1]
  if (next === undefined || !URL.canParse(next)) return undefined
  return new URL(next).searchParams.get('cursor') ?? undefined
}

export async function* byNumber<Item>(
  page: (at: { readonly page: number; readonly limit: number }) => Promise<readonly Item[]>,
  limit = most,
): AsyncGenerator<Item, void, undefined> {
  for (let at = 1; ; at += 1) {
    const items = await page({ page: at, limit })
    yield* items
    if (items.length < limit) return
  }
}

export function eachProvider(calls: Pick<ClientCalls, 'listProviders'>) {
  return (
    query: Omit<NonNullable<Parameters<ClientCalls['listProviders']>[0]>, 'page'> = {},
    options?: CallOptions,
  ): AsyncGenerator<Provider, void, undefined> =>
    byNumber((at) => calls.listProviders({ ...query, ...at }, options), query.limit)
}

export function eachAccount(calls: Pick<UserCalls, 'listAccounts'>) {
  return (
    query: Omit<Query<'listAccounts'>, 'page'> = {},
    options?: CallOptions,
  ): AsyncGenerator<Account, void, undefined> =>
    byNumber((at) => calls.listAccounts({ ...query, ...at }, options), query.limit)
}

/** Page after page of what changed, until there is no more. Keep `next_cursor` of the last page for the next time. */
export function eachChange(calls: Pick<UserCalls, 'listTransactionChanges'>) {
  return async function* (since?: string, options?: CallOptions): AsyncGenerator<TransactionChanges, void, undefined> {
    for (let cursor = since; ; ) {
      const page = await calls.listTransactionChanges(
        { limit: most, ...(cursor === undefined ? {} : { since: cursor }) },
        options,
      )
      yield page
      if (!page.has_more || page.next_cursor === cursor) return
      cursor = page.next_cursor
    }
  }
}

/** Events of a queue as they come, for ever: leave the loop, or abort by `signal`. */
export function eachEvent(calls: Pick<UserCalls, 'listQueueEvents'>) {
  return async function* (
    queueId: string,
    { after, ...options }: CallOptions & { readonly after?: string } = {},
  ): AsyncGenerator<Notification, never, undefined> {
    for (let last = after; ; ) {
      const query = { wait: 25, ...(last === undefined ? {} : { after: last }) }
      const events = await calls.listQueueEvents(queueId, query, { timeoutMs: 60_000, ...options })
      for (const event of events) {
        yield event
        last = event.id
      }
    }
  }
}
