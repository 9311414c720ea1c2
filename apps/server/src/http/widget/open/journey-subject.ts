import {
  type AccountType,
  type Endpoint,
  otherAccountTypes,
  paymentAccountTypes,
  type WidgetParameters,
} from '@raccord/contract'
import type { Renewal } from '../../../journey/channel-plan.ts'
import type { OpenedConnection } from '../../../journey/connection-views.ts'
import type { Fact } from '../../../journey/facts.ts'
import type { OpenDeps } from '../widget-deps.ts'

type Expected = WidgetParameters['expected_account_types']

/** What a new journey is about: nothing yet, one bank, or a connection of this user; `undefined` when it is not his. */
export async function subjectFacts(
  deps: Pick<OpenDeps, 'catalogue' | 'openConnection'>,
  endpoint: Endpoint,
  userId: number,
  parameters: WidgetParameters,
  expected: Expected | undefined,
): Promise<Fact[] | undefined> {
  if (endpoint === 'add_connection') {
    const { provider_id: providerId } = parameters
    if (providerId === undefined) return []
    if (!deps.catalogue.find(providerId) || deps.catalogue.notice?.(providerId, 'en')?.switchedOff)
      return [{ kind: 'warned', parameter: 'provider_id', rule: 'is no provider of this installation' }]
    return [{ kind: 'provider_chosen', providerId }]
  }
  const connection = await deps.openConnection(userId, parameters.connection_id)
  if (!connection) return undefined
  const { id: connectionId, providerId } = connection
  const purpose = endpoint === 'manage_accounts' ? 'manage' : 'renew'
  return [
    { kind: 'connection_opened', connectionId, providerId, purpose, renew: renewals(connection, endpoint, expected) },
  ]
}

/**
 * Channels to authorise again (WIRE §6): those of the types that were asked for by name, else the failing ones, else all
 * in use. `user_input` calls up the challenge that waits, with the credentials that are kept.
 */
function renewals(connection: OpenedConnection, endpoint: Endpoint, expected: Expected | undefined): Renewal[] {
  const { channels } = connection
  const waiting = channels.filter((channel) => channel.status === 'CHALLENGE_REQUIRED')
  if (endpoint === 'user_input') return waiting.map((channel) => renewal(channel, channel.keepsCredentials))
  const wanted = expected === undefined ? undefined : typesOf(expected)
  const asked = wanted && channels.filter((channel) => channel.reads.some((type) => wanted.includes(type)))
  if (asked) return asked.map((channel) => renewal(channel, false))
  // What could not be read of a bank's answers is not for the person to mend.
  const failing = channels.filter((channel) => !['SUCCESS', 'PARTIAL_SUCCESS', 'RUNNING'].includes(channel.status))
  return (failing.length > 0 ? failing : channels).map((channel) => renewal(channel, false))
}

function renewal(channel: OpenedConnection['channels'][number], stored: boolean): Renewal {
  return { definitionId: channel.definitionId, reads: channel.reads, stored }
}

function typesOf(expected: Expected): readonly AccountType[] {
  if (expected === 'PAYMENT') return paymentAccountTypes
  return expected === 'OTHER' ? otherAccountTypes : [...paymentAccountTypes, ...otherAccountTypes]
}
