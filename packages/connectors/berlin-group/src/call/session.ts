import {
  type BankContext,
  type ConnectorState,
  type Failed,
  ofAnotherVersion,
  readOptions,
  zoneOfCountry,
} from '@raccord/connector-kit'
import { type BerlinGroupOptions, berlinGroupOptions } from '../options.ts'
import { type DriverState, readState, writeState } from '../state.ts'
import { nextGenPsd2, type WireNames } from '../wire-names.ts'

/** One call of the contract while it runs. `state` is replaced as a whole, never changed inside. */
export interface Session {
  readonly bank: BankContext
  readonly options: BerlinGroupOptions
  readonly wire: WireNames
  state: DriverState
}

export function openSession(bank: BankContext, state: ConnectorState): Session | Failed {
  const options = readOptions(bank, berlinGroupOptions)
  if ('kind' in options) return options
  const read = readState(state)
  if (!read) return ofAnotherVersion
  return { bank, options, wire: nextGenPsd2(options.pathRoot, options.paths), state: read }
}

/** Where the bank's days begin. */
export function zoneOf({ options, bank }: Session): string {
  return options.timeZone ?? zoneOfCountry(bank.country)
}

/** The newest state goes with a failure: rotated tokens must not be lost, and a consent may have to be revoked. */
export function failWith(session: Session, failed: Failed): Failed {
  return { ...failed, state: writeState(session.state) }
}
