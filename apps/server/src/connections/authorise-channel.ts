import type { ConnectorState, Grant, Secret } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import type { ConnectionUnit } from './connection-deps.ts'

export interface ChannelAuthorised {
  readonly userId: number
  readonly providerId: string
  readonly providerName: string
  /** Absent: a new connection. */
  readonly connectionId?: number
  readonly definitionId: string
  /** Kinds of account that the person agreed to on this channel. */
  readonly accountTypes: readonly AccountType[]
  /** All channels of the provider: each is listed even if it was never used (WIRE §3). */
  readonly channels: readonly { readonly definitionId: string; readonly accountTypes: readonly AccountType[] }[]
  readonly state: ConnectorState
  readonly credentials: { readonly [fieldId: string]: Secret }
  readonly grant: Grant
  /** Of a new connection. */
  readonly autoSync: boolean
  readonly consentPerAccount: boolean
  /** A renewal ends the permission it replaces. False where the bank's new one is the old one prolonged. */
  readonly revokePrevious?: boolean
  /** Kinds of account agreed to before stay agreed to: the person renews what he has, by a link that may ask for less. */
  readonly widens?: boolean
  /** In which it was agreed to. */
  readonly journeyId?: number
  readonly at: Date
}

/**
 * Keeps what the bank granted: a new connection, or in place on an existing one, so that its ids, accounts and history
 * stay. In the caller's transaction; `requestSync` belongs in the same one. `undefined`: no such connection of this user.
 */
export async function authoriseChannel(
  unit: ConnectionUnit,
  input: ChannelAuthorised,
): Promise<{ readonly connectionId: number; readonly made: boolean } | undefined> {
  const { connections, revocations, grants, events } = unit
  const { userId, providerId, definitionId, accountTypes, grant, at } = input
  const existing = input.connectionId === undefined ? undefined : await connections.lock(userId, input.connectionId)
  if (input.connectionId !== undefined && existing?.providerId !== providerId) return undefined
  const authorisation = {
    definitionId,
    accountTypes,
    state: input.state,
    credentials: input.credentials,
    recurring: grant.recurring,
    at,
    ...(grant.validUntil ? { consentUntil: grant.validUntil } : {}),
    frequencyPerDay: grant.frequencyPerDay,
  }
  const connectionId = existing?.id ?? (await connections.create(connectionOf(input), at))
  await connections.ensureChannels(connectionId, input.channels, existing ? undefined : authorisation)
  if (existing) {
    const previous = (await connections.channels(connectionId)).find((channel) => channel.definitionId === definitionId)
    if (previous?.state && (input.revokePrevious ?? true)) {
      await revocations.add({ providerId, definitionId, state: previous.state }, at)
    }
    const kinds =
      input.widens && previous?.state ? [...new Set([...previous.accountTypes, ...accountTypes])] : accountTypes
    await connections.authorise(connectionId, { ...authorisation, accountTypes: kinds })
  }
  await grants.add({
    ...{ userId, connectionId, definitionId, journeyId: input.journeyId, at },
    ...(grant.validUntil ? { until: grant.validUntil } : {}),
  })
  if (!existing) await events.add(connectionId, [{ type: 'connection_created', definitionId }], at)
  return { connectionId, made: !existing }
}

function connectionOf({ userId, providerId, providerName, autoSync, consentPerAccount }: ChannelAuthorised) {
  return { userId, providerId, name: providerName, autoSync, consentPerAccount }
}
