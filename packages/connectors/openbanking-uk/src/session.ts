import {
  type BankContext,
  type ConnectorState,
  type Failed,
  ofAnotherVersion,
  readOptions,
  zoneOfCountry,
} from '@raccord/connector-kit'
import { type OAuthClient, oauthClient, type TokenSet } from '@raccord/connector-oauth'
import { type OpenBankingUkOptions, openBankingUkOptions } from './options.ts'
import { type DriverState, readState, writeState } from './state.ts'

/** One call of the contract while it runs. `state` is replaced as a whole, never changed inside. */
export interface Session {
  readonly bank: BankContext
  readonly options: OpenBankingUkOptions
  readonly client: OAuthClient
  state: DriverState
  /** Our own token, for consents; lives as long as this call. */
  own?: TokenSet
}

export function openSession(bank: BankContext, state: ConnectorState): Session | Failed {
  const options = readOptions(bank, openBankingUkOptions)
  if ('kind' in options) return options
  const read = readState(state)
  if (!read) return ofAnotherVersion
  return sessionOf(bank, options, read)
}

export function sessionOf(bank: BankContext, options: OpenBankingUkOptions, state: DriverState): Session | Failed {
  const client = oauthClient(bank, options.oauth, state.server, { headers: () => fapiHeaders(options) })
  return 'kind' in client ? client : { bank, options, client, state }
}

/** What every call carries, those to the authorization server too. */
export function fapiHeaders(options: OpenBankingUkOptions): { [name: string]: string } {
  return {
    ...options.headers,
    ...(options.financialId === undefined ? {} : { 'x-fapi-financial-id': options.financialId }),
  }
}

/** Where the bank's days begin. */
export function zoneOf({ options, bank }: Session): string {
  return options.timeZone ?? zoneOfCountry(bank.country ?? 'GB')
}

/** The newest state goes with a failure: rotated tokens must not be lost. */
export function failWith(session: Session, failed: Failed): Failed {
  return { ...failed, state: writeState(session.state) }
}
