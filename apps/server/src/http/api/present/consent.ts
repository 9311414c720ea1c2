import { type AccountType, accountTypes } from '@raccord/contract'
import type { ConsentOut } from '@raccord/contract/wire'
import type { ConsentView, GrantView } from '../../../consent/consent-history.ts'
import { toUnixSeconds } from './unix-seconds.ts'

/** Without its receipt, which is made of this. */
export function presentConsent(
  consent: ConsentView,
  bank: { readonly name: string } | undefined,
): Omit<ConsentOut, 'receipt'> {
  const { shown, scope, connectionId, providerId } = consent
  return {
    id: String(consent.id),
    action: consent.action,
    date: toUnixSeconds(consent.at),
    origin: consent.origin,
    locale: consent.locale,
    ...(providerId === '' ? {} : { provider_id: providerId }),
    ...(bank ? { provider_name: bank.name } : {}),
    channel_definition_ids: [...consent.definitionIds],
    ...(connectionId === undefined ? {} : { connection_id: String(connectionId) }),
    account_types: typesOf(scope['accountTypes']),
    ...flag('consent_per_account', scope['perAccount']),
    ...flag('auto_sync', scope['recurring']),
    shown: {
      ...text('text_version', shown['textVersion']),
      ...text('terms_version', shown['termsVersion']),
      ...text('header', shown['header']),
      ...text('body', shown['body']),
      ...text('until', shown['until']),
    },
    grants: consent.grants.map(presentGrant),
  }
}

function presentGrant(grant: GrantView): ConsentOut['grants'][number] {
  return {
    connection_id: String(grant.connectionId),
    channel_definition_id: grant.definitionId,
    start_date: toUnixSeconds(grant.at),
    expires: grant.until,
    ...(grant.endedAt === undefined ? {} : { end_date: toUnixSeconds(grant.endedAt) }),
    end_reason: grant.endedBy,
  }
}

function typesOf(value: unknown): AccountType[] {
  return accountTypes.filter((type) => Array.isArray(value) && value.includes(type))
}

function text(name: string, value: unknown): object {
  return typeof value === 'string' ? { [name]: value } : {}
}

function flag(name: string, value: unknown): object {
  return typeof value === 'boolean' ? { [name]: value } : {}
}
