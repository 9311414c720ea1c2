import { anyLanguage } from './locale.ts'
import {
  readBoolean,
  readCountries,
  readExpected,
  readFont,
  readId,
  readIds,
  readLocale,
  readRadius,
  readScheme,
  readSeconds,
  readText,
  readUrl,
} from './parameter-readers.ts'
import { readColour } from './read-colour.ts'

export const endpoints = ['add_connection', 'edit_credentials', 'user_input', 'manage_accounts'] as const
export type Endpoint = (typeof endpoints)[number]

/** A reader's verdict: the value, or the rule that was broken (never the value: it may be personal). */
export type Reading<T = unknown> = { readonly value: T; readonly warning?: string } | { readonly broken: string }

export interface ParameterRow {
  /** Names that the previous widgets used for it. */
  readonly previous: readonly string[]
  readonly endpoints: readonly Endpoint[]
  /** Functional ones stay those of the first opening; display ones follow the newest (WIRE §4, Reopening). */
  readonly kind: 'functional' | 'display'
  /** `refuse`: a bad value would widen what is shared or send the person somewhere; a clear page instead of a default. */
  readonly onBad: 'default' | 'refuse'
  /** Given and empty, it counts as absent. */
  readonly emptyIsAbsent?: true
  readonly byDefault?: unknown
  readonly read: (text: string) => Reading
  /** One line for the reference. */
  readonly meaning: string
}

const all = endpoints
const add = ['add_connection'] as const

/** The one table of parameters: parsing, docs and tests are derived from it. */
export const parameters = {
  redirect_url: {
    previous: ['redirect_uri'],
    endpoints: all,
    kind: 'functional',
    onBad: 'refuse',
    emptyIsAbsent: true,
    read: readUrl,
    meaning: 'Where the person goes at the end. Without it, the widget’s own /success page.',
  },
  cancel_url: {
    previous: [],
    endpoints: all,
    kind: 'functional',
    onBad: 'refuse',
    emptyIsAbsent: true,
    read: readUrl,
    meaning: 'Where the person goes when he cancels. Without it no cancel button is drawn.',
  },
  aspsp_callback_uri: {
    previous: ['aspsp_callback_uri'],
    endpoints: all,
    kind: 'functional',
    onBad: 'refuse',
    emptyIsAbsent: true,
    read: readUrl,
    meaning: 'Page of the client that hosts the widget: the bank’s return goes there, and it opens the widget again.',
  },
  wait_sync_end: {
    previous: ['captive_mode'],
    endpoints: all,
    kind: 'functional',
    onBad: 'default',
    byDefault: true,
    read: readBoolean,
    meaning: 'Keep the person until the last transaction is in.',
  },
  consent_per_account: {
    previous: ['select_accounts'],
    endpoints: all,
    kind: 'functional',
    onBad: 'refuse',
    byDefault: false,
    read: readBoolean,
    meaning: 'The person chooses which accounts are shared.',
  },
  expected_account_types: {
    previous: [],
    endpoints: all,
    kind: 'functional',
    onBad: 'refuse',
    byDefault: 'ALL',
    read: readExpected,
    meaning: 'ALL, PAYMENT (checking and cards) or OTHER (loans and savings).',
  },
  congrats_bypass_delay: {
    previous: [],
    endpoints: all,
    kind: 'functional',
    onBad: 'default',
    byDefault: 5,
    read: readSeconds,
    meaning: 'Seconds before the success screen goes to redirect_url; 0 at once.',
  },
  countries: {
    previous: [],
    endpoints: add,
    kind: 'functional',
    onBad: 'default',
    byDefault: [],
    read: readCountries,
    meaning: 'ISO 3166-1 alpha-2, comma list: only their providers.',
  },
  favorite_providers: {
    previous: [],
    endpoints: add,
    kind: 'functional',
    onBad: 'default',
    byDefault: [],
    read: readIds,
    meaning: 'Provider ids, comma list: drawn first, in this order.',
  },
  locale: {
    previous: ['locale'],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readLocale,
    meaning: `${anyLanguage}; by default the browser’s language.`,
  },
  terms_header: {
    previous: [],
    endpoints: all,
    kind: 'functional',
    onBad: 'default',
    read: readText(200),
    meaning: 'Title of your consent text, plain text.',
  },
  terms_body: {
    previous: [],
    endpoints: all,
    kind: 'functional',
    onBad: 'default',
    read: readText(20_000),
    meaning: 'Your consent text, plain text with line breaks. Present and empty skips the screen (own licence).',
  },
  auto_sync: {
    previous: ['auto_sync'],
    endpoints: add,
    kind: 'functional',
    onBad: 'refuse',
    byDefault: true,
    read: readBoolean,
    meaning: 'false: a single reading, no refresh in the background.',
  },
  several_connections: {
    previous: [],
    endpoints: add,
    kind: 'functional',
    onBad: 'default',
    byDefault: false,
    read: readBoolean,
    meaning: 'true: "Add another bank" after success; one return, `connection_id` is a comma list.',
  },
  provider_id: {
    previous: [],
    endpoints: add,
    kind: 'functional',
    onBad: 'default',
    read: readId,
    meaning: 'Skip the bank list.',
  },
  connection_id: {
    previous: ['connection_id'],
    endpoints: ['edit_credentials', 'user_input', 'manage_accounts'],
    kind: 'functional',
    onBad: 'refuse',
    read: readId,
    meaning: 'The connection this is about.',
  },
  font: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readFont,
    meaning: 'Name of a font family installed on the device.',
  },
  font_color: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readColour,
    meaning: 'Colour of the text, as CSS writes it: a name, #rrggbb, rgb().',
  },
  elements_color: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readColour,
    meaning: 'Colour of buttons and links, as CSS writes it: a name, #rrggbb, rgb().',
  },
  scheme: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readScheme,
    meaning: 'light, dark or auto (the setting of the device, unless a `paper` decides).',
  },
  paper: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readColour,
    meaning: 'Colour of the background; without `scheme` it decides between light and dark.',
  },
  radius: {
    previous: [],
    endpoints: all,
    kind: 'display',
    onBad: 'default',
    read: readRadius,
    meaning: 'Roundness of corners, 0 to 24 pixels.',
  },
} as const satisfies Record<string, ParameterRow>

export type ParameterName = keyof typeof parameters

type Rows = typeof parameters
type ValueOf<Row> = Row extends { readonly read: (text: string) => Reading<infer T> } ? T : never
/** Those that are always there. */
type Defaulted = { [Name in ParameterName]: Rows[Name] extends { byDefault: unknown } ? Name : never }[ParameterName]

/**
 * Everything a widget link can say, read and defaulted (WIRE §5). `terms_body` present and empty: the consent screen is to be
 * skipped; `radius` in CSS pixels.
 */
export type WidgetParameters = { readonly [Name in Defaulted]: ValueOf<Rows[Name]> } & {
  readonly [Name in Exclude<ParameterName, Defaulted>]?: ValueOf<Rows[Name]>
}
