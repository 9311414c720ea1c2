import {
  type BankContext,
  type ConnectorState,
  type Failed,
  ofAnotherVersion,
  readOptions,
  zoneOfCountry,
} from '@raccord/connector-kit'
import { type OAuthClient, oauthClient } from '@raccord/connector-oauth'
import { type StetOptions, stetOptions } from './options.ts'
import { type DriverState, readState, writeState } from './state.ts'

/** One call of the contract while it runs. `state` is replaced as a whole, never changed inside. */
export interface Session {
  readonly bank: BankContext
  readonly options: StetOptions
  readonly client: OAuthClient
  state: DriverState
}

export function openSession(bank: BankContext, state: ConnectorState): Session | Failed {
  const options = readOptions(bank, stetOptions)
  if ('kind' in options) return options
  const read = readState(state)
  if (!read) return ofAnotherVersion
  return sessionOf(bank, options, read)
}

export function sessionOf(bank: BankContext, options: StetOptions, state: DriverState): Session | Failed {
  const client = oauthClient(bank, options.oauth, state.server)
  return 'kind' in client ? client : { bank, options, client, state }
}

/** Where the bank's days begin. */
export function zoneOf({ options, bank }: Session): string {
  return options.timeZone ?? zoneOfCountry(bank.country ?? 'FR')
}

/** The newest state goes with a failure: rotated tokens must not be lost. */
export function failWith(session: Session, failed: Failed): Failed {
  return { ...failed, state: writeState(session.state) }
}
