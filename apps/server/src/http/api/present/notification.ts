import {
  type ActionReason,
  channelActions,
  type JourneyOutcome,
  journeyOutcomes,
  notifications,
  own,
} from '@raccord/contract'
import type { ConnectionOut, NotificationOut } from '@raccord/contract/wire'
import type { ToldEvent } from '../../../notify/told-event.ts'
import { caughtUp } from '../../../transactions/change-cursor.ts'
import type { ApiDeps } from '../api-deps.ts'
import { writeChangeCursor } from '../change-cursor-text.ts'
import { presentAccount } from './account.ts'
import { presentConnection } from './connection.ts'
import { toUnixSeconds } from './unix-seconds.ts'

type Sources = Pick<ApiDeps, 'readModel' | 'catalogue' | 'bases' | 'clock'>

/**
 * Events with their resources as they are now. Not as they were when the event was written: then names and balances would rest a second
 * time and outlive their deletion, each synchronisation would pay for reading them, and a receiver that was away for an hour would be sent
 * what is no longer so. In the order given; each person is read once.
 */
export async function presentNotifications(
  sources: Sources,
  events: readonly ToldEvent[],
): Promise<readonly NotificationOut[]> {
  const present = presenter(sources)
  const shown: NotificationOut[] = []
  // One of a newer release, which runs beside this one during an upgrade, is for that one to tell.
  for (const event of events) if (Object.hasOwn(notifications, event.type)) shown.push(await present(event))
  return shown
}

function presenter(sources: Sources): (event: ToldEvent) => Promise<NotificationOut> {
  const { readModel, catalogue, bases, clock } = sources
  const once = <T>(read: (userId: number) => Promise<T>) => {
    const kept = new Map<number, Promise<T>>()
    return (userId: number): Promise<T> => {
      const found = kept.get(userId) ?? read(userId)
      kept.set(userId, found)
      return found
    }
  }
  const connections = once((userId) => readModel.connections(userId))
  const accounts = once((userId) => readModel.accounts(userId, {}))

  async function connectionOf(event: ToldEvent): Promise<ConnectionOut> {
    const rows = event.type === 'connection_deleted' ? [] : await connections(event.user_id ?? 0)
    const provider = catalogue.find(event.provider_id)
    const row = rows.find(({ id }) => id === event.connection_id) ?? {
      id: event.connection_id ?? 0,
      user_id: event.user_id ?? 0,
      provider_id: event.provider_id,
      name: provider?.name ?? event.provider_id,
      // Nothing else is known of one that is gone.
      status: 'CLOSED' as const,
      created_at: event.connection_created_at ?? event.at,
      auto_sync: false,
      consent_per_account: false,
      owner_name: null,
      channels: [],
    }
    return presentConnection(row, { provider, apiBase: bases().api, locale: 'en', now: clock.now() })
  }

  async function journeyOf({ journey_id, status, connection_id }: ToldEvent): Promise<NotificationOut['resource']> {
    const journey = journey_id === null ? undefined : await readModel.journey(journey_id)
    const connection = journey?.connection_id ?? connection_id
    return {
      outcome: journeyOutcomes.find((one): one is JourneyOutcome => one === status) ?? 'success',
      ...(journey ? { endpoint: journey.endpoint, reference: journey.reference } : {}),
      ...(connection === null ? {} : { connection_id: String(connection) }),
      ...(journey?.error ? { error: journey.error } : {}),
    }
  }

  async function resourceOf(event: ToldEvent): Promise<NotificationOut['resource']> {
    switch (notifications[event.type].resource) {
      case 'CONNECTIONS':
      case 'TRANSACTIONS':
        return connectionOf(event)
      case 'ACCOUNTS': {
        const row = (await accounts(event.user_id ?? 0)).find(({ id }) => id === event.account_id)
        if (row) return presentAccount(row)
        return { id: String(event.account_id), connection_id: String(event.connection_id) }
      }
      case 'CONSENTS': {
        const id = event.definition_id ?? ''
        const channel = (await connectionOf(event)).channels.find((one) => one.channel_definition_id === id)
        return {
          connection_id: String(event.connection_id),
          channel_definition_id: id,
          ...(channel?.expires === undefined ? {} : { expires: channel.expires }),
        }
      }
      case 'JOURNEYS':
        return journeyOf(event)
      case 'PROVIDERS':
        return { id: event.provider_id, name: catalogue.find(event.provider_id)?.name ?? event.provider_id }
    }
  }

  return async (event) => {
    const { resource, event: change } = notifications[event.type]
    return {
      id: String(event.id),
      type: event.type,
      event_type: change,
      resource_type: resource,
      creation_date: toUnixSeconds(event.at),
      ...(event.user_id === null ? {} : { user_id: String(event.user_id) }),
      ...(event.connection_id === null ? {} : { connection_id: String(event.connection_id) }),
      channel_definition_id: event.definition_id ?? undefined,
      resource: await resourceOf(event),
      new_transactions: event.new_transactions ?? undefined,
      ...cursorOf(event),
      ...(event.days_left === null ? {} : { days_left: event.days_left }),
      ...actionOf(event),
    }
  }
}

function cursorOf({ user_id, change_seq, change_nonce }: ToldEvent): Pick<NotificationOut, 'cursor'> {
  if (user_id === null || change_seq === null) return {}
  return { cursor: writeChangeCursor(caughtUp(user_id, { head: change_seq, nonce: change_nonce ?? '' })) }
}

function actionOf({ status }: ToldEvent): Pick<NotificationOut, 'action'> {
  const endpoint = status === null ? undefined : own(channelActions, status)
  return endpoint === undefined ? {} : { action: { reason: status as ActionReason, endpoint } }
}
