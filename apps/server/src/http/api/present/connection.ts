import { channelDefinitionId, type Provider, type ProviderChannel } from '@raccord/catalogue'
import type { AccountType, Locale } from '@raccord/contract'
import { accountTypes } from '@raccord/contract'
import type { ConnectionOut } from '@raccord/contract/wire'
import type { ChannelView, ConnectionView } from '../../../store/repositories/read-model.ts'
import { lastSecondOf } from './day-date.ts'
import { logoUrl } from './provider.ts'
import { toUnixSeconds } from './unix-seconds.ts'
import { presentUnread } from './unread.ts'

type ChannelOut = ConnectionOut['channels'][number]

/** `provider`: absent when the catalogue no longer has it. */
export function presentConnection(
  row: ConnectionView,
  context: { readonly provider: Provider | undefined; readonly apiBase: string; readonly locale: Locale },
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
    channels: presentChannels(row, context.provider, context.locale),
  }
}

/** Every channel of the provider, used or not, and those that were used and are no longer offered: REDIRECT first. */
function presentChannels(row: ConnectionView, provider: Provider | undefined, locale: Locale): ChannelOut[] {
  const offered = new Map(
    (provider?.channels ?? []).map((channel) => [channelDefinitionId(row.provider_id, channel.mode), channel]),
  )
  const used = new Map(row.channels.map((channel) => [channel.definition_id, channel]))
  const ids = [...new Set([...offered.keys(), ...used.keys()])].sort()
  const redirectFirst = ids.toSorted((a, b) => modeOf(b).localeCompare(modeOf(a)))
  return redirectFirst.map((id) => {
    const definition = offered.get(id)
    const channel = used.get(id)
    return channel ? presentUsed(id, channel, definition, locale) : presentUnused(id, definition)
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
  locale: Locale,
): ChannelOut {
  const fields = channel.has_credentials ? (definition?.fields ?? []) : []
  const instant = (name: 'last_success_date' | 'last_end_date' | 'next_sync_date', value: Date | null): object =>
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
    ...instant('next_sync_date', channel.next_sync_at),
    ...(channel.status === 'EMPTY'
      ? {}
      : { credentials: fields.map((field) => ({ id: field.id, label: field.label[locale], secret: field.secret })) }),
    // What was asked for by the link narrows what is read, not what the channel is for.
    account_types: [...(definition?.accountTypes ?? channel.account_types.filter(isAccountType))],
    eligible_accounts: channel.accounts > 0,
    eligible_account_count: channel.accounts,
    channel_definition_unavailable: definition === undefined,
    ...unreadOf(channel),
    ...quotaOf(channel),
  }
}

function unreadOf({ unread }: ChannelView): Pick<ChannelOut, 'unread_entries'> {
  return Object.keys(unread).length === 0 ? {} : { unread_entries: presentUnread(unread) }
}

/** Readings without the person within any 24 hours (RTS Art. 36(5)); a place is free again when the first one is a day old. */
function quotaOf(channel: ChannelView): Pick<ChannelOut, 'quota'> {
  if (channel.frequency_per_day === null) return {}
  const freed = channel.first_reading_at === null ? undefined : channel.first_reading_at.getTime() + 86_400_000
  const limited = channel.limited_until?.getTime()
  const resetsAt = limited === undefined ? freed : Math.max(limited, freed ?? 0)
  return {
    quota: {
      limit: channel.frequency_per_day,
      used: channel.readings,
      ...(resetsAt === undefined ? {} : { resets_at: Math.floor(resetsAt / 1000) }),
    },
  }
}

/** The last two digits say it (WIRE §3), also for a channel that is no longer in the catalogue. */
function modeOf(definitionId: string): 'EMBEDDED' | 'REDIRECT' {
  return definitionId.endsWith('00') ? 'EMBEDDED' : 'REDIRECT'
}

function isAccountType(text: string): text is AccountType {
  return accountTypes.some((type) => type === text)
}
