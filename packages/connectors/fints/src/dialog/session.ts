import {
  type BankContext,
  type ConnectorState,
  type Failed,
  notConfigured,
  readOptions,
  type Secret,
} from '@raccord/connector-kit'
import { parserVersion } from '../bank/parameters.ts'
import { type FintsOptions, fintsOptions } from '../options.ts'
import { type FintsState, readState, writeState } from '../state.ts'
import { isSendable } from '../wire/encode.ts'

export interface Credentials {
  readonly userId: string
  readonly customerId: string
  readonly pin: Secret
  readonly medium?: string
}

/** One call of the server's, from its beginning to its answer. `state` is replaced as the bank tells more. */
export interface Session {
  readonly bank: BankContext
  readonly options: FintsOptions
  /** Registration number of the operator's product. */
  readonly product: string
  readonly credentials: Credentials
  state: FintsState
  /** The dialog has been answered in this call: it is not one that the bank may have ended meanwhile. */
  alive?: boolean
}

type Fields = { readonly [fieldId: string]: Secret }

export function newState(asked: FintsState['asked'], former: ConnectorState | undefined): FintsState {
  const known = former && readState(former)
  if (!known) return { v: 1, parser: parserVersion, asked }
  // What was under way then is over; what the bank trusts goes on.
  const { dialog: _dialog, pending: _pending, ...kept } = known
  return { ...kept, asked }
}

export function openSession(bank: BankContext, state: FintsState, fields: Fields | undefined): Session | Failed {
  const options = readOptions(bank, fintsOptions)
  if ('kind' in options) return options
  const product = options.product ?? bank.identity?.fintsProductId
  if (product === undefined) return notConfigured('product', 'no registration number is set (RACCORD_FINTS_PRODUCT_ID)')
  const credentials = readCredentials(options, fields)
  if (credentials === 'missing') return failed('consent_expired', 'no credentials are kept', state)
  // What this protocol has no letters for cannot be right.
  if (credentials === 'unsendable') return failed('wrong_credentials', 'letters that cannot be sent', state)
  return { bank, options, product, credentials, state }
}

function failed(reason: Failed['reason'], what: string, state: FintsState): Failed {
  return { kind: 'failed', reason, detail: `credentials: ${what}`, state: writeState(state) }
}

function readCredentials({ credentials }: FintsOptions, fields: Fields = {}): Credentials | 'missing' | 'unsendable' {
  const typed = (id: string | undefined): string | undefined => {
    const value = id === undefined ? undefined : fields[id]?.expose().trim()
    return value === '' ? undefined : value
  }
  const userId = typed(credentials.userId)
  const pin = fields[credentials.pin]
  if (userId === undefined || pin === undefined || pin.expose() === '') return 'missing'
  const customerId = typed(credentials.customerId) ?? userId
  const medium = typed(credentials.medium)
  if (![userId, customerId, pin.expose(), medium ?? ''].every(isSendable)) return 'unsendable'
  return { userId, customerId, pin, medium }
}

/** A failure with what must be remembered. */
export function failWith(session: Session, failed: Failed): Failed {
  return { ...failed, state: writeState(session.state) }
}
