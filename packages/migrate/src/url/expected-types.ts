import type { ExpectedAccountTypes, MigrationRuleId } from '@raccord/contract'
import type { ChannelMode, ChannelModes } from './translation.ts'

export type Resolved =
  | { readonly types: ExpectedAccountTypes; readonly providerId: string; readonly ruleId: MigrationRuleId }
  | { readonly unresolved: string; readonly next: string }

/**
 * `channel_definition_id` → `expected_account_types` and the bank (WIRE §5): the id is the provider's with two digits more,
 * `…01` REDIRECT, `…00` EMBEDDED.
 */
export function resolveChannel(id: string, channelModes: ChannelModes | undefined): Resolved {
  if (!/^[1-9]\d{2,}$/.test(id)) {
    return {
      unresolved: 'channel_definition_id is not known before the program runs',
      next: 'where it comes from, keep PAYMENT for ids that end in 01 and OTHER for 00 (ALL where the bank has EMBEDDED alone)',
    }
  }
  const providerId = id.slice(0, -2)
  if (id.endsWith('01')) return { types: 'PAYMENT', providerId, ruleId: 'value.PAYMENT' }
  if (!id.endsWith('00')) {
    return {
      unresolved: `channel_definition_id ${id} ends in neither 00 nor 01`,
      next: 'look it up in GET /v2.1/providers',
    }
  }
  const modes = channelModes?.(id)
  if (modes === undefined) {
    return {
      unresolved: `whether provider ${providerId} has a REDIRECT channel too is not known, and ${id} means OTHER if so, ALL if not`,
      next: channelModes
        ? 'the catalogue given does not hold it: is it that of the right server?'
        : 'give the provider catalogue: --server <base url> or --catalogue <file>',
    }
  }
  return modes.includes('REDIRECT')
    ? { types: 'OTHER', providerId, ruleId: 'value.OTHER' }
    : { types: 'ALL', providerId, ruleId: 'value.embedded-only' }
}

export interface ListedProvider {
  readonly id: string | number
  readonly channel_definitions: readonly { readonly mode: ChannelMode }[]
}

/** Looks channels up in what `GET /v2.1/providers` answers. */
export function channelModesOf(providers: readonly ListedProvider[]): ChannelModes {
  const byId = new Map(
    providers.map(({ id, channel_definitions: channels }) => [String(id), channels.map(({ mode }) => mode)]),
  )
  return (id) => byId.get(id.slice(0, -2))
}
