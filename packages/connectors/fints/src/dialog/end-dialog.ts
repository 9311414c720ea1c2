import { exchange } from './exchange.ts'
import { end } from './orders.ts'
import type { Session } from './session.ts'

/** Ends the open dialog, if there is one. Its failure is nobody's: the bank ends it by itself some minutes later. */
export async function endDialog(session: Session): Promise<void> {
  const { dialog, stop } = session.state
  // A PIN that the bank refused is not sent again, for nothing.
  if (dialog && stop?.pin === undefined) await exchange(session, { operation: 'end', orders: [end(dialog.id)] })
  const { dialog: _, ...rest } = session.state
  session.state = rest
}
