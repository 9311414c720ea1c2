import { renamedParameters } from '@raccord/contract'

export const channelParameters = ['channel_definition_id', 'multiple_channels'] as const
export type PreviousParameter = keyof typeof renamedParameters | (typeof channelParameters)[number]

export const previousParameters: readonly PreviousParameter[] = [
  ...(Object.keys(renamedParameters) as (keyof typeof renamedParameters)[]),
  ...channelParameters,
]

export const isPrevious = (name: string): name is PreviousParameter =>
  (previousParameters as readonly string[]).includes(name)

/** Of no other protocol, unlike `redirect_uri`. */
export const isTelling = (name: PreviousParameter): boolean =>
  name !== 'redirect_uri' && name !== 'channel_definition_id'

export const newNameOf = (name: PreviousParameter): string =>
  Object.hasOwn(renamedParameters, name)
    ? renamedParameters[name as keyof typeof renamedParameters]
    : 'expected_account_types'

/** A file without any of these has nothing of the previous widgets in it. */
export const needles: readonly string[] = [
  'widget_session',
  'widget/',
  'captive_mode',
  'select_accounts',
  'channel_definition_id',
  'multiple_channels',
  'add_connection',
  'edit_credentials',
  'manage_accounts',
  'professional-account',
]
