import type { ManagedChannel, ManageScreen, ProviderTile } from '@raccord/contract'
import { planChannels } from '../../../journey/channel-plan.ts'
import type { ManagedConnection, StoredChannel } from '../../../journey/connection-views.ts'
import { plannedChannels, type View } from '../../../journey/look.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import { renewableSince } from '../../../sync/quota.ts'
import { dayOf } from '../../../transactions/day.ts'

const DAY_MS = 86_400_000

export async function manageScreen(
  deps: {
    readonly catalogue: Catalogue
    readonly managed: (userId: number, id: number) => Promise<ManagedConnection>
    readonly now: () => Date
  },
  view: View,
  provider: ProviderTile,
): Promise<ManageScreen> {
  const managed = await deps.managed(view.journey.userId, view.state.connectionId ?? 0)
  const offered = plannedChannels({ plan: planChannels(deps.catalogue.channels(provider.id) ?? [], 'ALL') })
  return {
    kind: 'manage',
    provider,
    accounts: managed.accounts,
    unsupported: managed.unsupported,
    channels: managed.channels.map((channel) => {
      const shown = managedChannel(channel, deps.now())
      const add = offered.find(({ definitionId }) => definitionId === channel.definitionId)
      return shown.state === 'unused' && add ? { ...shown, addId: add.definitionId, accountTypes: add.reads } : shown
    }),
    saved: view.journey.facts.at(-1)?.kind === 'sharing_changed',
  }
}

function managedChannel(channel: StoredChannel, now: Date): ManagedChannel {
  const { mode, accountTypes, status, until, quota, grantedAt, lastSuccessAt, nextSyncAt } = channel
  const end = until === undefined ? undefined : new Date(`${until}T23:59:59Z`)
  return {
    mode,
    accountTypes,
    state:
      status === 'EMPTY' || status === 'NONE'
        ? 'unused'
        : status === 'SUCCESS' || status === 'PARTIAL_SUCCESS' || status === 'RUNNING'
          ? 'good'
          : 'attention',
    ...(until === undefined || !end
      ? {}
      : { until, daysLeft: Math.max(0, Math.ceil((end.getTime() - now.getTime()) / DAY_MS)) }),
    ...(end && grantedAt ? { daysTotal: Math.max(1, Math.round((end.getTime() - grantedAt.getTime()) / DAY_MS)) } : {}),
    ...(until !== undefined && renewableSince(until) > dayOf(now) ? { renewFrom: renewableSince(until) } : {}),
    ...(lastSuccessAt ? { lastRefresh: seconds(lastSuccessAt) } : {}),
    ...(nextSyncAt ? { nextRefresh: seconds(nextSyncAt) } : {}),
    ...(quota ? { quota } : {}),
  }
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
