import {
  type BankContext,
  type ConnectorState,
  type Failed,
  ofAnotherVersion,
  readOptions,
  zoneOfCountry,
} from '@raccord/connector-kit'
import { type EnableBankingOptions, enableBankingOptions } from './options.ts'
import { type DriverState, readState, writeState } from './state.ts'

/** One call of the contract while it runs. `state` is replaced as a whole, never changed inside. */
export interface Session {
  readonly bank: BankContext
  readonly options: EnableBankingOptions
  state: DriverState
  /** The token of this call, once made: RSA signatures are dear. */
  bearer?: string
}

export function openSession(bank: BankContext, state: ConnectorState): Session | Failed {
  const options = readOptions(bank, enableBankingOptions)
  if ('kind' in options) return options
  const read = readState(state)
  if (!read) return ofAnotherVersion
  return { bank, options, state: read }
}

/** Where the bank's days begin. */
export function zoneOf({ options }: Session): string {
  return options.timeZone ?? zoneOfCountry(options.aspsp.country)
}

/** The newest state goes with a failure; of the failure only what the contract knows. */
export function failWith(session: Session, failed: Failed): Failed {
  const { reason, detail, bankCode, retryAt, dailyLimit } = failed
  return {
    kind: 'failed',
    reason,
    detail,
    bankCode,
    retryAt,
    dailyLimit,
    state: writeState(session.state),
  }
}
