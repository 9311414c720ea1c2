import { appendConsent } from '../consent/append-consent.ts'
import type { News } from '../events/outbox.ts'
import type { ConnectionDeps, ConnectionUnit } from './connection-deps.ts'
import type { ChannelPermission, ConnectionRef } from './connection-store.ts'

/** With the report of what was erased. */
export type Removed = { readonly erasureId: string } | 'not_found'

/**
 * Removes a connection with its accounts, transactions and credentials. The consents are ended at the bank by jobs
 * committed with it: our data are gone at once, whether or not the bank answers.
 */
export function removeConnection(
  deps: ConnectionDeps,
  target: { readonly userId: number; readonly connectionId: number; readonly origin: string },
): Promise<Removed> {
  return deps.transact((unit) => dropConnection(unit, target, deps.now()))
}

/** The same within a transaction of the caller. */
export async function dropConnection(
  unit: ConnectionUnit,
  target: {
    readonly userId: number
    readonly connectionId: number
    readonly origin: string
    /** The journey that deletes it: it goes on by itself. */
    readonly journeyId?: number
    /** Of the user whose it is, where he goes as a whole. */
    readonly erasureId?: string
  },
  at: Date,
): Promise<Removed> {
  const { userId, connectionId, origin } = target
  const connection = await unit.connections.lock(userId, connectionId)
  if (!connection) return 'not_found'
  const order = { userId, kind: 'connection', subjectId: connectionId, origin, at } as const
  const erasureId = target.erasureId ?? (await unit.erasures.begin(order))
  if (erasureId === undefined) return 'not_found'
  await revokeChannels(unit, connection, await unit.connections.channels(connection.id), { origin, erasureId }, at)
  await remove(unit, connection.id, at)
  if (target.erasureId === undefined)
    await unit.erasures.endJourneys(
      { userId, connectionId, ...(target.journeyId ? { but: target.journeyId } : {}) },
      erasureId,
      at,
    )
  return { erasureId }
}

/**
 * Stops reading an account and erases its data. A channel left without a shared account loses its permission and its
 * credentials and shows EMPTY; with the last channel the connection goes (WIRE §3).
 */
export function removeAccount(
  deps: ConnectionDeps,
  target: { readonly userId: number; readonly accountId: number; readonly origin: string },
): Promise<Removed> {
  const at = deps.now()
  return deps.transact(async (unit) => {
    const { connections } = unit
    const account = await connections.findAccount(target.userId, target.accountId)
    const connection = account && (await connections.lock(target.userId, account.connectionId))
    // Looked at again under the lock: somebody may have removed it while this waited.
    if (!connection || !(await connections.findAccount(target.userId, target.accountId))) return 'not_found'
    const { userId, accountId, origin } = target
    const erasureId = await unit.erasures.begin({ userId, kind: 'account', subjectId: accountId, origin, at })
    if (erasureId === undefined) return 'not_found'
    await connections.stopSharing(accountId)
    const { definitionId } = account
    const news = { type: 'account_deleted', definitionId, accountId } as const
    await unit.events.add(connection.id, [news], at)
    await endEmptyChannels(unit, connection, { origin, erasureId }, at)
    // Last: its changes take the person's line until commit, and every removal takes the chain of consents before it.
    await connections.eraseAccount(accountId)
    return { erasureId }
  })
}

/** Somebody else removed the user meanwhile: nothing was done here, and there is nothing to report. */
class Gone extends Error {}

/** Removes a user and all that is his; the email can be used again. */
export async function removeUser(
  deps: ConnectionDeps,
  { userId, origin }: { readonly userId: number; readonly origin: string },
): Promise<Removed> {
  const at = deps.now()
  const work = deps.transact(async (unit) => {
    const erasureId = await unit.erasures.begin({ userId, kind: 'user', subjectId: userId, origin, at })
    if (erasureId === undefined) return 'not_found'
    // Journeys take their legs before their connections.
    await unit.erasures.endUnfinished(userId, erasureId, at)
    const all = await unit.connections.all(userId)
    // All of them before the first row goes: an import holds its connection while it waits for the person's line of changes.
    for (const { id } of all) await unit.connections.lock(userId, id)
    for (const { id } of all) {
      await dropConnection(unit, { userId, connectionId: id, origin, erasureId }, at)
    }
    if (!(await unit.connections.removeUser(userId))) throw new Gone()
    return { erasureId }
  })
  return work.catch((error: unknown) => {
    if (error instanceof Gone) return 'not_found' as const
    throw error
  })
}

/**
 * Shares exactly these accounts of a connection: what the person ticked. Resolves to how many there are; ids of others are
 * ignored. Within the caller's transaction.
 */
export async function shareAccounts(
  unit: ConnectionUnit,
  target: { readonly userId: number; readonly connectionId: number; readonly accountIds: readonly number[] },
  at: Date,
): Promise<number | undefined> {
  const connection = await unit.connections.lock(target.userId, target.connectionId)
  if (!connection) return undefined
  const { count, added, dropped } = await unit.connections.share(connection.id, target.accountIds)
  const [first, ...more]: News[] = [
    ...dropped.map((account): News => ({ type: 'account_deleted', ...account })),
    ...added.map((account): News => ({ type: 'account_found', ...account })),
  ]
  if (first) await unit.events.add(connection.id, [first, ...more], at)
  return count
}

interface Why {
  readonly origin: string
  readonly erasureId: string
}

/** Ends channels that serve no account any more, and the connection when none is left. */
async function endEmptyChannels(unit: ConnectionUnit, connection: ConnectionRef, why: Why, at: Date): Promise<void> {
  const used = (await unit.connections.channels(connection.id)).filter((channel) => channel.state !== undefined)
  const empty: ChannelPermission[] = []
  for (const channel of used) {
    if ((await unit.connections.sharedAccounts(connection.id, channel.definitionId)) === 0) empty.push(channel)
  }
  await revokeChannels(unit, connection, empty, why, at)
  if (empty.length === used.length) {
    await remove(unit, connection.id, at)
    await unit.erasures.endJourneys({ userId: connection.userId, connectionId: connection.id }, why.erasureId, at)
  } else for (const channel of empty) await unit.connections.clearChannel(connection.id, channel.definitionId)
}

/** Told first: the row names client and person. */
async function remove(unit: ConnectionUnit, connectionId: number, at: Date): Promise<void> {
  await unit.events.add(connectionId, [{ type: 'connection_deleted' }], at)
  await unit.connections.remove(connectionId)
}

async function revokeChannels(
  unit: ConnectionUnit,
  connection: ConnectionRef,
  channels: readonly ChannelPermission[],
  { origin, erasureId }: Why,
  at: Date,
): Promise<void> {
  const { providerId, clientId, userId } = connection
  const live = channels.flatMap(({ state, ...channel }) => (state ? [{ ...channel, state }] : []))
  for (const { definitionId, state } of live)
    await unit.revocations.add({ providerId, definitionId, state, erasureId }, at)
  if (live.length === 0) return
  const definitionIds = live.map((channel) => channel.definitionId)
  await unit.grants.end(connection.id, definitionIds, 'revoked', at)
  await appendConsent(unit.consents, {
    clientId,
    userId,
    connectionId: connection.id,
    providerId,
    definitionIds,
    action: 'revoked',
    locale: 'en',
    shown: {},
    scope: { accountTypes: [...new Set(live.flatMap((channel) => channel.accountTypes))] },
    at,
    origin,
  })
}
