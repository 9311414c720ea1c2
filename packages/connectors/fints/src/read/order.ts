import { methodOf } from '../authorise/choose.ts'
import { challengeIn } from '../authorise/present-challenge.ts'
import { has } from '../bank/failure.ts'
import { type Exchanged, exchange } from '../dialog/exchange.ts'
import { mediumFor, offerTan } from '../dialog/orders.ts'
import type { Session } from '../dialog/session.ts'
import type { Order } from '../wire/message.ts'
import { forgetDevice, forgetDialog, needsPerson, openDialog } from './open-dialog.ts'

/** How a bank says that a dialog kept open is no more. */
const dialogGone = [9010, 9120, 9800, 9999] as const

/**
 * One order for reading, in the dialog that is open or a new one. HKTAN goes with it where the bank wants that. A proof that
 * is asked for ends the reading, unless `on challenge` says otherwise.
 */
export async function giveOrder(
  session: Session,
  operation: string,
  order: Order,
  onChallenge: (session: Session) => Promise<Exchanged> = needsPerson,
): Promise<Exchanged> {
  const failed = await openDialog(session)
  if (failed) return failed
  const wasKept = session.alive !== true
  let answer = await send(session, operation, order)
  const codes = (answer.kind === 'failed' && !session.state.stop && answer.codes) || []
  const deviceGone = has(codes, 9391)
  if (deviceGone || (wasKept && has(codes, ...dialogGone))) {
    if (deviceGone) forgetDevice(session)
    else forgetDialog(session)
    const again = await openDialog(session)
    if (again) return again
    answer = await send(session, operation, order)
  }
  if (answer.kind !== 'answered') return answer
  session.alive = true
  const challenge = challengeIn(answer.message)
  return challenge === undefined ? answer : onChallenge(session)
}

function send(session: Session, operation: string, order: Order): Promise<Exchanged> {
  const method = methodOf(session)
  const proof = method && session.state.bank?.orders[order.id] === true
  const tan = proof ? [offerTan(method.version, order.id, mediumFor(session, method))] : []
  return exchange(session, { operation, orders: [order, ...tan], pinTaken: true })
}

/** Highest version of an order that both sides know; `undefined`: the bank does not take it. */
export function versionOf({ state }: Session, order: string, known: readonly number[]): number | undefined {
  if (state.bank?.orders[order] === undefined) return undefined
  const versions = state.bank.versions[order] ?? []
  return known.filter((one) => versions.includes(one)).sort((one, other) => other - one)[0]
}
