import type { FetchProblem } from '../../fetch/problems.ts'
import type { ScenarioRule } from '../../scenario/rules.ts'
import type { AccountKind, ScaType } from '../../scenario/scenario.ts'

/** Every sentence of the bank's pages; one object a language. */
export type Messages = {
  readonly language: string
  /** For dates and amounts. */
  readonly locale: string
  readonly tagline: string
  readonly sandbox: string
  readonly login: {
    readonly title: string
    readonly lead: (site: string) => string
    readonly login: string
    readonly password: string
    /** Before login and password of somebody who may sign in. */
    readonly tryIt: string
    readonly more: string
    /** Opens the field for the address of a file. */
    readonly ownFile: string
    readonly configuration: string
    readonly configurationHint: string
    readonly submit: string
    readonly wrong: string
    readonly missing: string
    readonly expired: string
  }
  readonly accounts: {
    readonly title: string
    readonly lead: (site: string, until: string) => string
    readonly choose: string
    readonly fixed: string
    readonly none: string
    readonly atLeastOne: string
    readonly reads: string
    readonly submit: string
    readonly balance: string
    readonly kinds: Readonly<Record<Exclude<AccountKind, 'unsupported'>, string>>
  }
  readonly otp: {
    readonly title: string
    readonly lead: (method: string) => string
    readonly label: string
    readonly submit: string
    readonly wrong: (left: number) => string
  }
  /** Sentences that a TPP shows for the bank (psuMessage, additionalInformation). */
  readonly psu: {
    readonly choose: string
    readonly enterCode: string
    readonly refused: string
    /** What to do, by way of proving oneself; the way's name goes in. Empty: the name says enough. */
    readonly ways: Readonly<Record<ScaType, (name: string) => string>>
    readonly approve: (control: string, address: string) => string
  }
  /** The page that stands for the bank's app on a phone. */
  readonly app: {
    readonly title: string
    readonly lead: (control: string) => string
    readonly approve: string
    readonly refuse: string
    readonly approved: string
    readonly refused: string
    readonly expired: string
    readonly nothing: string
    readonly itself: string
    /** On the bank's own pages: the way to the app, and back. */
    readonly open: string
    readonly done: string
    readonly waiting: string
  }
  /** A login made of words, one of which the bank does not know. */
  readonly unknownWord: (word: string, known: string) => string
  readonly refuse: string
  readonly errorSummary: string
  readonly back: (site: string) => string
  readonly notices: Readonly<Record<Notice, { readonly title: string; readonly text: string }>>
  readonly configurationFile: (line: number, rule: string) => string
  readonly rules: Readonly<Record<ScenarioRule, string>>
  readonly fetch: Readonly<Record<FetchProblem, string>>
}

export type Notice =
  | 'link_used'
  | 'link_unknown'
  | 'expired'
  | 'finished'
  | 'too_often'
  | 'closed'
  | 'blocked'
  | 'busy'
  | 'no_such_account'
  | 'bad_request'
  | 'not_found'
