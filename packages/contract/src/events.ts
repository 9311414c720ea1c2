/**
 * What a client may hear while the widget is open in its page (WIRE §6, Return): the one table of events. The docs
 * (docs/reference/events.md), the types of `@raccord/embed` and the tests are derived from it.
 */
export interface EventRow {
  /** When it is posted: one sentence for the reference. */
  readonly when: string
  /**
   * `stable`: name, moment and fields stay; fields may be added. `informational`: good for statistics, may be refined, and
   * no program should depend on it.
   */
  readonly promise: 'stable' | 'informational'
  readonly fields: Readonly<Record<string, EventField>>
}

/** No field ever holds personal data, text that was typed, or the session's id. */
export interface EventField {
  readonly type: 'string' | 'number' | 'boolean'
  /** All values that a string may have. */
  readonly values?: readonly string[]
  readonly optional?: true
  readonly meaning: string
}

/** Where a person stands, as clients are told. `error` and `leaving` are screens too, but nobody stands there. */
export const journeySteps = [
  'providers',
  'not_listed',
  'consent',
  'redirect',
  'redirect_waiting',
  'credentials',
  'challenge',
  'upload',
  'same_bank',
  'other_login',
  'offer',
  'accounts',
  'sync',
  'success',
  'manage',
  'disconnect',
  'error',
] as const
export type JourneyStep = (typeof journeySteps)[number]

const step = { type: 'string', values: journeySteps, meaning: 'where the person was' } as const
const channel = { type: 'string', optional: true, meaning: 'the channel definition' } as const
const accounts = { type: 'number', meaning: 'how many accounts' } as const
const errorCode = { type: 'string', meaning: 'a code of the error table' } as const

export const events = {
  ready: { when: 'The widget is there and can be used: the first event of a journey.', promise: 'stable', fields: {} },
  step: {
    when: 'A screen that asks or tells the person something is shown.',
    promise: 'stable',
    fields: { step: { ...step, meaning: 'the screen' } },
  },
  search: {
    when: 'The person paused while typing in the bank search. What was typed is not told.',
    promise: 'informational',
    fields: { results: { type: 'number', meaning: 'how many banks were found' } },
  },
  select_provider: {
    when: 'A bank was chosen.',
    promise: 'stable',
    fields: { provider_id: { type: 'string', meaning: 'the bank' } },
  },
  consent: {
    when: 'Consent was given, or its screen left out by an empty `terms_body`.',
    promise: 'stable',
    fields: { shown: { type: 'boolean', meaning: 'whether the consent screen was shown' } },
  },
  redirect_out: {
    when: 'The person left for the bank’s own site.',
    promise: 'stable',
    fields: {
      new_tab: { type: 'boolean', meaning: 'the bank is in another tab, as always when the widget is framed' },
    },
  },
  redirect_back: { when: 'The bank sent the person back.', promise: 'stable', fields: {} },
  challenge: {
    when: 'The bank asks for something: a code, a choice, an approval in its app, a further form.',
    promise: 'stable',
    fields: {
      kind: { type: 'string', values: ['answer', 'approve', 'form'], meaning: 'what has to be done' },
      refused: { type: 'boolean', meaning: 'the answer before was wrong' },
    },
  },
  submit: {
    when: 'Credentials or an answer went to the bank.',
    promise: 'stable',
    fields: { what: { type: 'string', values: ['credentials', 'answer'], meaning: 'what was sent; never its text' } },
  },
  accounts_selected: {
    when: 'The person chose which accounts to share.',
    promise: 'stable',
    fields: { accounts },
  },
  connected: {
    when: 'The bank authorised a channel: the connection exists from the first of these on.',
    promise: 'stable',
    fields: { connection_id: { type: 'string', meaning: 'the connection' }, channel_definition_id: channel },
  },
  sync_progress: {
    when: 'The first reading moved on.',
    promise: 'informational',
    fields: {
      stage: {
        type: 'string',
        values: ['starting', 'accounts', 'transactions', 'finishing'],
        meaning: 'what is read at the moment',
      },
      accounts: { ...accounts, meaning: 'accounts found so far' },
      accounts_done: { ...accounts, meaning: 'accounts read to the end' },
    },
  },
  success: {
    when: 'The journey is done and its success screen shown. `redirect_to` follows when the person leaves it.',
    promise: 'stable',
    fields: {
      result: { type: 'string', values: ['created', 'updated', 'deleted'], meaning: 'what became of the connection' },
      connection_id: { type: 'string', meaning: 'the connection' },
    },
  },
  error: {
    when: 'Something failed. The person is told, and may go on: this is not the end.',
    promise: 'stable',
    fields: { error: errorCode, step },
  },
  exit: {
    when: 'The journey ended without success.',
    promise: 'stable',
    fields: {
      status: {
        type: 'string',
        values: ['cancelled', 'error'],
        meaning: 'by the person, or left from an error screen',
      },
      step,
      error: { ...errorCode, optional: true },
    },
  },
  resize: {
    when: 'The height that the page needs changed; framed widgets only. Not counted: `seq` is that of the event before.',
    promise: 'informational',
    fields: { height: { type: 'number', meaning: 'CSS pixels' } },
  },
  dismiss: {
    when: 'Escape was pressed inside the widget, where the page around it can’t hear it. Not counted, like `resize`.',
    promise: 'informational',
    fields: {},
  },
} as const satisfies Record<string, EventRow>

export type EventType = keyof typeof events

type Value<F extends EventField> = F extends { readonly values: readonly (infer V)[] }
  ? V
  : { string: string; number: number; boolean: boolean }[F['type']]
type Fields<T extends EventType> = (typeof events)[T]['fields']
type OptionalNames<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F]

/** What an event of this type says of itself, beside the envelope. */
export type EventFields<T extends EventType> = {
  readonly [K in Exclude<keyof Fields<T>, OptionalNames<Fields<T>>>]: Value<Extract<Fields<T>[K], EventField>>
} & { readonly [K in OptionalNames<Fields<T>>]?: Value<Extract<Fields<T>[K], EventField>> }

/** An event as the server computes it from the facts of a journey; the page puts the envelope around it. */
export type JourneyEvent = {
  [T in EventType]: { readonly type: T; readonly seq: number; readonly ts: number } & EventFields<T>
}[EventType]

/** The same in all events of a journey. */
export interface EventEnvelope {
  readonly source: 'raccord'
  readonly v: 1
  /** SHA-256 of the session's id, hexadecimal: the id itself opens the session and is never told. */
  readonly session_id_hash: string
  /** A session may hold several journeys, one after the other; also on error screens and in the session log. */
  readonly journey: string
}

/** What a page gets to post. `seq` rises within a journey; a page posts what is above the last it posted. */
export interface EventFeed {
  readonly origins: readonly string[]
  readonly envelope: EventEnvelope
  /** All that happened so far, oldest first. */
  readonly list: readonly JourneyEvent[]
  /** Number of the step that the page shows: told again to a host that cannot have heard it. */
  readonly stands?: number
  /** Posted when the person leaves from this page; page-made, so without number and time. */
  readonly exit?: { readonly type: 'exit' } & EventFields<'exit'>
}
