import type { Answer, BankContext, BeginInput, Challenge, Connector, Outcome } from '../connector.ts'

/** What a connector's author brings to be judged: the connector, and banks of its protocol that play what is asked. */
export interface ConformanceSubject {
  readonly connector: Connector
  /** A bank for one case. `play` says how the bank and its customer behave; `undefined`: this protocol has no such thing. */
  open(play: Play): Promise<PlayedBank | undefined>
}

/**
 * - `plain`: nothing is asked but to sign in; several accounts, transactions on more than one page.
 * - `challenge`: a code or a confirmation is asked, and then another.
 * - `refusal`: the person says no at the bank.
 * - `wrong-password`: credentials that the bank refuses (EMBEDDED).
 * - `limited`: reading answers that it is enough for today.
 * - `withdrawn`: the consent ended at the bank after it was given.
 */
export const plays = ['plain', 'challenge', 'refusal', 'wrong-password', 'limited', 'withdrawn'] as const
export type Play = (typeof plays)[number]

export interface PlayedBank {
  readonly bank: BankContext
  /** Hosts of the provider, as a catalogue lists them: the server sends browsers nowhere else. */
  readonly hosts: readonly string[]
  /** A new one for each authorisation: the return address's `state` is used once. */
  begin(): BeginInput
  /** The person at the bank's own site; answers with the query of the way back, `undefined` when there is none. */
  visit(url: string): Promise<{ readonly [name: string]: string } | undefined>
  /** The person in the widget. */
  answer(asked: Challenge | Extract<Outcome, { kind: 'wait' | 'form' }>): Promise<Answer>
  /** Tokens that the connector makes by itself, at any time: nobody gave them, so there is nothing to keep. */
  readonly ownTokens?: (token: string) => boolean
  /** Words that must never be in a message, a log or a thrown error: the password, codes, tokens. */
  readonly secrets: readonly string[]
  close(): Promise<void>
}
