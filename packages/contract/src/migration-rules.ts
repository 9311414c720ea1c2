import { anyLanguage } from './locale.ts'

/** What kind of change a rule is: of a screen, of an address, of a name, of a value, or something that was not there. */
export type MigrationKind = 'flow' | 'endpoint' | 'parameter' | 'value' | 'new'

export interface MigrationRule {
  readonly kind: MigrationKind
  /** Word of the previous widgets, as it stands on the wire; absent for what is new. */
  readonly old?: string
  /** Word of the new ones; absent where nothing takes its place. */
  readonly new?: string
  /** One sentence for an integrator. */
  readonly says: string
  /** A person or client notices a difference that is meant: the differential tests name it instead of failing. */
  readonly onPurpose: boolean
  /** `guide`: a bullet or table row of the migration guide. `wire`: served before, the guide is silent about it. */
  readonly source: 'guide' | 'wire'
  /** Heading of `docs/guide/migrating.md`. */
  readonly anchor: string
}

const row = (
  kind: MigrationKind,
  old: string | undefined,
  replacement: string | undefined,
  anchor: string,
  says: string,
  more: { readonly onPurpose?: boolean; readonly source?: 'wire' } = {},
): MigrationRule => ({
  kind,
  old,
  new: replacement,
  says,
  onPurpose: more.onPurpose ?? false,
  source: more.source ?? 'guide',
  anchor,
})

const meant = { onPurpose: true } as const
const silent = { source: 'wire' } as const

/**
 * Everything that changes between the previous widgets and the new ones: each bullet and each table row of the guide, and
 * what it leaves unsaid. The migration doctor, the usage report and the documents are derived from it; a test fails where
 * a rule has none.
 */
export const migrationRules = {
  'flow.redirect-then-embedded': row(
    'flow',
    'a choice of two channels',
    'REDIRECT, then EMBEDDED offered',
    'two-channels',
    'A bank with both channels begins with REDIRECT; the EMBEDDED step for savings and loans is then offered, optional, and passed over after a few seconds.',
    meant,
  ),
  'flow.terms-screen': row(
    'flow',
    'the terms endpoint',
    'the consent screen',
    'terms',
    'Terms are accepted on the consent screen that follows the choice of the bank; no page of its own does it any more.',
    meant,
  ),
  'flow.consent-every-time': row(
    'flow',
    'accepted once',
    'at every add and every re-authentication',
    'terms',
    'The consent screen is shown each time a connection is added and each time an existing one is authorised again.',
    meant,
  ),
  'new.terms_body-empty': row(
    'new',
    undefined,
    'terms_body=',
    'terms',
    'An empty terms_body passes over the consent screen, for clients with a licence of their own.',
  ),
  'new.terms_header': row('new', undefined, 'terms_header', 'terms', 'Title of your own text on the consent screen.'),
  'new.terms_body': row('new', undefined, 'terms_body', 'terms', 'Your own text on the consent screen.'),

  'endpoint.widget_session': row(
    'endpoint',
    'POST /widget_session',
    'POST /v2.1/widget_session',
    'endpoints',
    'The session is opened under /v2.1.',
  ),
  'endpoint.add_connection': row(
    'endpoint',
    'GET /widget/add_connection',
    'GET /v2.1/widget/add_connection',
    'endpoints',
    'Adding a bank moved under /v2.1.',
  ),
  'endpoint.edit_credentials': row(
    'endpoint',
    'GET /widget/edit_credentials',
    'GET /v2.1/widget/edit_credentials',
    'endpoints',
    'Authorising a connection again moved under /v2.1.',
  ),
  'endpoint.user_input': row(
    'endpoint',
    'GET /widget/user_input',
    'GET /v2.1/widget/user_input',
    'endpoints',
    'Answering a bank’s pending question moved under /v2.1.',
  ),
  'endpoint.manage_accounts': row(
    'endpoint',
    'GET /widget/manage_accounts',
    'GET /v2.1/widget/manage_accounts',
    'endpoints',
    'Managing what is shared moved under /v2.1.',
  ),
  'endpoint.terms': row(
    'endpoint',
    'GET /widget/terms',
    undefined,
    'terms',
    'The terms page is gone: drop the call, and give terms_header and terms_body to the link instead if you have a text of your own.',
    meant,
  ),
  'endpoint.professional-account': row(
    'endpoint',
    'GET /widget/professional-account',
    undefined,
    'professional-accounts',
    'Nothing takes the place of the page for professional details; accounts tell their usage themselves.',
    { onPurpose: true, source: 'wire' },
  ),

  'session.access_token': row(
    'parameter',
    'access_token',
    'access_token',
    'session',
    'One of the four parameters that the session call keeps: the user’s token.',
  ),
  'session.refresh_token': row(
    'parameter',
    'refresh_token',
    'refresh_token',
    'session',
    'One of the four parameters that the session call keeps; it is checked, never used up.',
  ),
  'session.client_id': row(
    'parameter',
    'client_id',
    'client_id',
    'session',
    'One of the four parameters that the session call keeps: who you are.',
  ),
  'session.client_secret': row(
    'parameter',
    'client_secret',
    'client_secret',
    'session',
    'One of the four parameters that the session call keeps; in the body, never in an address.',
  ),
  'session.functional-parameters': row(
    'parameter',
    'on POST /widget_session',
    'on the GET links',
    'session',
    'Functional parameters are no longer read at the session call: append them to each link that it answers with.',
  ),

  'applies.add_connection': row(
    'parameter',
    'previous names on add_connection',
    'new names',
    'parameters',
    'The changed parameter names hold for add_connection.',
  ),
  'applies.edit_credentials': row(
    'parameter',
    'previous names on edit_credentials',
    'new names',
    'parameters',
    'The changed parameter names hold for edit_credentials.',
  ),
  'applies.user_input': row(
    'parameter',
    'previous names on user_input',
    'new names',
    'parameters',
    'The changed parameter names hold for user_input.',
  ),
  'applies.manage_accounts': row(
    'parameter',
    'previous names on manage_accounts',
    'new names',
    'parameters',
    'The changed parameter names hold for manage_accounts.',
  ),

  'parameter.captive_mode': row(
    'parameter',
    'captive_mode',
    'wait_sync_end',
    'parameters',
    'Renamed; true (the default) still keeps the person until the last transaction is in.',
  ),
  'parameter.redirect_uri': row(
    'parameter',
    'redirect_uri',
    'redirect_url',
    'parameters',
    'Renamed on the widget’s links only: OAuth’s own redirect_uri keeps its name.',
  ),
  'parameter.select_accounts': row(
    'parameter',
    'select_accounts',
    'consent_per_account',
    'parameters',
    'Renamed; false (the default) still shares all present and future accounts.',
  ),
  'parameter.channel_definition_id': row(
    'parameter',
    'channel_definition_id',
    'expected_account_types',
    'account-types',
    'Say which types of account you want instead of naming a channel; the widget finds the way.',
  ),
  'parameter.multiple_channels': row(
    'parameter',
    'multiple_channels',
    'expected_account_types',
    'account-types',
    'Say ALL instead of asking for several channels.',
  ),
  'parameter.expected_account_types-edit_credentials': row(
    'parameter',
    'channel_definition_id, multiple_channels on edit_credentials',
    undefined,
    'account-types',
    'Which account types were wanted was said when the connection was added: drop it where credentials are edited.',
  ),

  'value.ALL': row(
    'value',
    'multiple_channels=true',
    'expected_account_types=ALL',
    'account-types',
    'Payment accounts first, then loans and savings are offered; the default.',
  ),
  'value.PAYMENT': row(
    'value',
    'channel_definition_id=…01',
    'expected_account_types=PAYMENT',
    'account-types',
    'Checking accounts and cards only: what the REDIRECT channel gave.',
  ),
  'value.OTHER': row(
    'value',
    'channel_definition_id=…00',
    'expected_account_types=OTHER',
    'account-types',
    'Loans and savings only. The EMBEDDED channel formerly read payment accounts too; these are now left to REDIRECT.',
    meant,
  ),
  'value.embedded-only': row(
    'value',
    'channel_definition_id=…00 of a bank without REDIRECT',
    'expected_account_types=ALL',
    'account-types',
    'A bank that has EMBEDDED alone gives every type of account through it, so its channel becomes ALL.',
    silent,
  ),

  'new.cancel_url': row(
    'new',
    undefined,
    'cancel_url',
    'new-parameters',
    'Where a person goes who gives up; without it no cancel button is drawn.',
    meant,
  ),
  'new.congrats_bypass_delay': row(
    'new',
    undefined,
    'congrats_bypass_delay',
    'new-parameters',
    'Seconds before the success screen goes on to redirect_url; 5 unless you say otherwise.',
    meant,
  ),
  'new.countries': row('new', undefined, 'countries', 'new-parameters', 'Only banks of these countries are listed.'),
  'new.locale': row(
    'new',
    undefined,
    'locale',
    'new-parameters',
    `${anyLanguage}; without it the browser’s language decides.`,
  ),
  'new.favorite_providers': row(
    'new',
    undefined,
    'favorite_providers',
    'new-parameters',
    'These banks stand first in the list, in your order.',
  ),
  'new.design': row(
    'new',
    undefined,
    'font, font_color, elements_color, …',
    'new-parameters',
    'The pages can be given your font and colours.',
  ),
  'new.frames-and-apps': row(
    'new',
    undefined,
    'aspsp_callback_uri, redirect_to message',
    'frames-and-apps',
    'In a frame or an app the bank opens outside of it and comes back to aspsp_callback_uri.',
  ),
} as const satisfies Record<string, MigrationRule>

export type MigrationRuleId = keyof typeof migrationRules

/** Parameters that only changed their name. */
export const renamedParameters = {
  captive_mode: 'wait_sync_end',
  redirect_uri: 'redirect_url',
  select_accounts: 'consent_per_account',
} as const

/** What the session call keeps; everything else belongs on the links. */
export const sessionParameters = ['access_token', 'refresh_token', 'client_id', 'client_secret'] as const
