import type { MovableClock } from '../clock.ts'
import { type Day, dayOf } from '../scenario/day.ts'
import type { TppGate } from '../tpp/gate.ts'
import type { ConsentBook } from './consent-book.ts'
import type { Faults } from './faults.ts'
import type { Library } from './library.ts'
import type { Quota } from './quota.ts'
import type { ScenarioSource } from './scenario-source.ts'

/** Everything the faces of the bank share. */
export type Bank = {
  readonly clock: MovableClock
  readonly book: ConsentBook
  readonly quota: Quota
  readonly faults: Faults
  readonly library: Library
  readonly source: ScenarioSource
  /** Origin under which the bank is reached, without a slash at the end; known once it listens. */
  readonly origin: () => string
  /** Ids of the brands that are in trouble: every call of a program is answered 503. */
  readonly closed: Set<string>
  /** Set in a bank that asks callers for certificates and signatures. */
  readonly tpp?: TppGate
}

export const todayOf = (bank: Bank): Day => dayOf(bank.clock.now())
