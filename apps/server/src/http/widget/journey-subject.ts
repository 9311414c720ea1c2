import {
  type AccountType,
  type Endpoint,
  otherAccountTypes,
  paymentAccountTypes,
  type WidgetParameters,
} from '@raccord/contract'
import type { Renewal } from '../../journey/channel-plan.ts'
import type { OpenedConnection } from '../../journey/connection-views.ts'
import type { Fact } from '../../journey/facts.ts'
import type { Asked } from './open-parameters.ts'
import type { WidgetDeps } from './widget-deps.ts'

type Expected = WidgetParameters['expected_account_types']

/** What a new journey is about: nothing yet, one bank, or a connection of this user; `undefined` when it is not his. */
export async function subjectFacts(
  deps: Pick<WidgetDeps, 'catalogue' | 'openConnection'>,
  endpoint: Endpoint,
  userId: number,
  parameters: WidgetParameters,
  asked: Asked,
): Promise<Fact[] | undefined> {
  if (endpoint === 'add_connection') {
    const { provider_id: providerId } = parameters
    if (providerId === undefined) return []
    if (!deps.catalogue.find(providerId))
      return [{ kind: 'warned', parameter: 'provider_id', rule: 'is no provider of this installation' }]
    return [{ kind: 'provider_chosen', providerId }]
  }
  const connection = await deps.openConnection(userId, parameters.connection_id)
  if (!connection) return undefined
  const { id: connectionId, providerId } = connection
  const purpose = endpoint === 'manage_accounts' ? 'manage' : 'renew'
  return [
    { kind: 'connection_opened', connectionId, providerId, purpose, renew: renewals(connection, endpoint, asked) },
  ]
}

/**
 * Channels to authorise again (WIRE §6): the one that was named, else those of the types that were asked for, else the failing ones, else all
 * in use. `user_input` calls up the challenge that waits, with the credentials that are kept.
 */
function renewals(connection: OpenedConnection, endpoint: Endpoint, { types, definitionId }: Asked): Renewal[] {
  const { channels } = connection
  const waiting = channels.filter((channel) => channel.status === 'CHALLENGE_REQUIRED')
  if (endpoint === 'user_input') return waiting.map((channel) => renewal(channel, channel.keepsCredentials))
  const named = channels.filter((channel) => channel.definitionId === definitionId)
  if (named.length > 0) return named.map((channel) => renewal(channel, false))
  const wanted = types === undefined ? undefined : typesOf(types)
  const asked = wanted && channels.filter((channel) => channel.reads.some((type) => wanted.includes(type)))
  if (asked) return asked.map((channel) => renewal(channel, false))
  const failing = channels.filter((channel) => channel.status !== 'SUCCESS' && channel.status !== 'RUNNING')
  return (failing.length > 0 ? failing : channels).map((channel) => renewal(channel, false))
}

function renewal(channel: OpenedConnection['channels'][number], stored: boolean): Renewal {
  return { definitionId: channel.definitionId, reads: channel.reads, stored }
}

function typesOf(expected: Expected): readonly AccountType[] {
  if (expected === 'PAYMENT') return paymentAccountTypes
  return expected === 'OTHER' ? otherAccountTypes : [...paymentAccountTypes, ...otherAccountTypes]
}
