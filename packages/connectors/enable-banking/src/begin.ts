import { type BankContext, type BeginInput, notConfigured, type Outcome, readOptions } from '@raccord/connector-kit'
import { askPsuType } from './ask-psu-type.ts'
import { authorise } from './authorise.ts'
import { enableBankingOptions } from './options.ts'
import type { Session } from './session.ts'
import { readState } from './state.ts'

/** Straight to their pages, unless the bank tells kinds of customers apart and nobody has said yet which this one is. */
export async function begin(bank: BankContext, input: BeginInput): Promise<Outcome> {
  const options = readOptions(bank, enableBankingOptions)
  if ('kind' in options) return options
  if (input.mode !== 'REDIRECT') return notConfigured('begin', 'all ways lead over their pages: REDIRECT only')
  const { accountTypes, recurring, validUntil } = input
  const session: Session = {
    bank,
    options,
    state: { v: 1, asked: { accountTypes: [...accountTypes], recurring, validUntil } },
  }
  const former = input.former && readState(input.former)?.psuType
  const [first, second] = options.psuTypes
  const known = former && options.psuTypes.includes(former) ? former : second === undefined ? first : undefined
  if (known === undefined) return askPsuType(session)
  return authorise(session, known, input.redirect)
}
