import type { Provider, ProviderChannel } from '@raccord/catalogue'
import {
  type AccountType,
  accountTypes,
  channelDefinitionId,
  type Locale,
  readChannelDefinitionId,
} from '@raccord/contract'
import type { ConnectionOut } from '@raccord/contract/wire'
import type { ChannelView, ConnectionView } from '../../../store/repositories/read-model.ts'
import { nextReading, quotaOf, readingsOf, renewableSince } from '../../../sync/quota.ts'
import { lastSecondOf, toDayDate } from './day-date.ts'
import { logoUrl } from './provider.ts'
import { toUnixSeconds } from './unix-seconds.ts'
import { presentUnread } from './unread.ts'

type ChannelOut = ConnectionOut['channels'][number]

/** `provider`: absent when the catalogue no longer has it. */
export function presentConnection(
  row: ConnectionView,
  context: {
    readonly provider: Provider | undefined
    readonly apiBase: string
    readonly locale: Locale
    readonly now: Date
  },
): ConnectionOut {
  return {
    id: String(row.id),
    provider_id: row.provider_id,
    user_id: String(row.user_id),
    name: row.name,
    status: row.status,
    creation_date: toUnixSeconds(row.created_at),
    auto_sync: row.auto_sync,
    consent_per_account: row.consent_per_account,
    logo_url: logoUrl(context.provider, row.provider_id, context.apiBase),
    ...(row.owner_name === null ? {} : { owner: { name: row.owner_name } }),
    channels: presentChannels(row, context.provider, context),
  }
}

/** Every channel of the provider, used or not, and those that were used and are no longer offered: REDIRECT first. */
function presentChannels(
  row: ConnectionView,
  provider: Provider | undefined,
  { locale, now }: { readonly locale: Locale; readonly now: Date },
): ChannelOut[] {
  const offered = new Map(
    (provider?.channels ?? []).map((channel) => [channelDefinitionId(row.provider_id, channel.mode), channel]),
  )
  const used = new Map(row.channels.map((channel) => [channel.definition_id, channel]))
  const ids = [...new Set([...offered.keys(), ...used.keys()])].sort()
  const redirectFirst = ids.toSorted((a, b) => modeOf(b).localeCompare(modeOf(a)))
  return redirectFirst.map((id) => {
    const definition = offered.get(id)
    const channel = used.get(id)
    return channel ? presentUsed(id, channel, definition, { locale, now }) : presentUnused(id, definition)
  })
}

function presentUnused(id: string, definition: ProviderChannel | undefined): ChannelOut {
  return {
    channel_definition_id: id,
    mode: modeOf(id),
    status: 'EMPTY',
    account_types: [...(definition?.accountTypes ?? [])],
    eligible_accounts: false,
    eligible_account_count: 0,
    channel_definition_unavailable: definition === undefined,
  }
}

function presentUsed(
  id: string,
  channel: ChannelView,
  definition: ProviderChannel | undefined,
  { locale, now }: { readonly locale: Locale; readonly now: Date },
): ChannelOut {
  const fields = channel.has_credentials ? (definition?.fields ?? []) : []
  const instant = (name: 'last_success_date' | 'last_end_date', value: Date | null): object =>
    value === null ? {} : { [name]: toUnixSeconds(value) }
  return {
    channel_definition_id: id,
    mode: modeOf(id),
    status: channel.status,
    ...(modeOf(id) === 'REDIRECT' && channel.consent_until !== null
      ? { expires: lastSecondOf(channel.consent_until) }
      : {}),
    ...instant('last_success_date', channel.last_success_at),
    ...instant('last_end_date', channel.last_end_at),
    ...(channel.status === 'EMPTY'
      ? {}
      : { credentials: fields.map((field) => ({ id: field.id, label: field.label[locale], secret: field.secret })) }),
    // What was asked for by the link narrows what is read, not what the channel is for.
    account_types: [...(definition?.accountTypes ?? channel.account_types.filter(isAccountType))],
    eligible_accounts: channel.accounts > 0,
    eligible_account_count: channel.accounts,
    channel_definition_unavailable: definition === undefined,
    ...unreadOf(channel),
    ...lifeOf(channel, now),
  }
}

function unreadOf({ unread }: ChannelView): Pick<ChannelOut, 'unread_entries'> {
  return Object.keys(unread).length === 0 ? {} : { unread_entries: presentUnread(unread) }
}

/** What is left of the bank's permission, and of the readings that it allows without the person. */
function lifeOf(channel: ChannelView, now: Date): Partial<ChannelOut> {
  const known = readingsOf(channel, now)
  const quota = quotaOf(known)
  const next = nextReading(channel.next_sync_at ?? undefined, known, now)
  const until = channel.status === 'EMPTY' ? null : channel.consent_until
  return {
    ...(next ? { next_sync_date: toUnixSeconds(next) } : {}),
    ...(until === null ? {} : { renewable_since: toDayDate(renewableSince(until)), renew_by: lastSecondOf(until) }),
    ...(quota
      ? {
          quota: {
            limit: quota.limit,
            used: quota.used,
            ...(quota.resetsAt ? { resets_at: toUnixSeconds(quota.resetsAt) } : {}),
          },
        }
      : {}),
  }
}

const modeOf = (definitionId: string) => readChannelDefinitionId(definitionId).mode

function isAccountType(text: string): text is AccountType {
  return accountTypes.some((type) => type === text)
}
