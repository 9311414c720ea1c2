import { type BankContext, type Failed, Secret } from '@raccord/connector-kit'
import { endDialog } from './dialog/end-dialog.ts'
import { exchange } from './dialog/exchange.ts'
import { anonymousIdentification, offerTan, preparation } from './dialog/orders.ts'
import { newState, openSession } from './dialog/session.ts'

/** What a bank says to somebody who names his product and no person. */
export type Probe =
  | { readonly kind: 'answers'; readonly methods: number; readonly orders: readonly string[] }
  /** It answered, and refuses: its codes. */
  | { readonly kind: 'refuses'; readonly codes: readonly number[] }
  | Failed

/** Opens an anonymous dialog and ends it: no PIN, no person. For an operator who wants to know where his number has arrived. */
export async function probeBank(bank: BankContext): Promise<Probe> {
  const nobody = { login: new Secret('nobody'), password: new Secret('none') }
  const options = typeof bank.options === 'object' ? { ...bank.options, credentials: {} } : bank.options
  const session = openSession({ ...bank, options }, newState({ recurring: false, validUntil: '' }, undefined), nobody)
  if ('kind' in session) return session
  const answer = await exchange(session, {
    operation: 'check',
    orders: [anonymousIdentification(session), preparation(session), offerTan(6, 'HKIDN')],
  })
  if (session.state.dialog?.signedAs === '') await endDialog(session)
  if (answer.kind !== 'answered') {
    return answer.codes ? { kind: 'refuses', codes: [...new Set(answer.codes.map(({ code }) => code))] } : answer
  }
  const { bank: known } = session.state
  return { kind: 'answers', methods: known?.methods.length ?? 0, orders: Object.keys(known?.orders ?? {}) }
}
