import {
  type Answer,
  type BankContext,
  type ConnectorState,
  type Failed,
  lenient,
  notConfigured,
  type Outcome,
  type ReturnAddress,
  unreadableAnswer,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { askPsuType } from './ask-psu-type.ts'
import { authorise } from './authorise.ts'
import { call } from './call.ts'
import { refusedReturn } from './refused-return.ts'
import { failWith, openSession, type Session } from './session.ts'
import { type DriverState, writeState } from './state.ts'

const opened = z.object({
  session_id: lenient.text,
  accounts: lenient.presentList,
  access: z.object({ valid_until: lenient.text }).optional().catch(undefined),
})

/** The person has said whose accounts these are, or is back from the bank. */
export async function resume(
  bank: BankContext,
  state: ConnectorState,
  answer: Answer,
  redirect?: ReturnAddress,
): Promise<Outcome> {
  const session = openSession(bank, state)
  if ('kind' in session) return session
  // After a crash in between: what was granted stands.
  if (session.state.sessionId !== undefined) return granted(session)
  if (answer.kind === 'choice') return chosen(session, answer.id, redirect)
  if (answer.kind !== 'returned' || session.state.authorizationId === undefined)
    return failWith(session, { kind: 'failed', reason: 'bank_answer_invalid', detail: 'return: not expected' })
  const { code } = answer.query
  if (code === undefined || code === '') return failWith(session, refusedReturn(answer.query))
  return trade(session, code)
}

async function chosen(session: Session, id: string, redirect: ReturnAddress | undefined): Promise<Outcome> {
  const psuType = session.options.psuTypes.find((one) => one === id)
  if (psuType === undefined) return askPsuType(session, true)
  if (!redirect) return notConfigured('resume', 'no address to come back to')
  return authorise(session, psuType, redirect)
}

/** `POST /sessions`, once: a code serves once, and a lost answer is asked for by asking the person again. */
async function trade(session: Session, code: string): Promise<Outcome> {
  const operation = 'session.open'
  const answer = await call(session, {
    operation,
    method: 'POST',
    path: '/sessions',
    body: { code },
    late: (value) => {
      const { session_id } = opened.safeParse(value).data ?? {}
      if (session_id !== undefined)
        session.bank.abandoned?.(writeState({ ...session.state, sessionId: session_id, accounts: [] }))
    },
  })
  if (answer.kind === 'failed') return failWith(session, answer)
  const read = opened.safeParse(answer.value).data
  if (read?.session_id === undefined) return failWith(session, unreadableAnswer(operation, 'session_id is absent'))
  const grantedState: DriverState = {
    ...session.state,
    sessionId: read.session_id,
    authorizedAt: session.bank.now().getTime(),
    ...(read.access?.valid_until === undefined ? {} : { validUntil: read.access.valid_until }),
    accounts: (read.accounts ?? []).map((one) => JSON.stringify(one)),
  }
  session.state = grantedState
  // What was opened has to be ended at the bank: the state goes with the failure.
  if (read.accounts === undefined) return failWith(session, unreadableAnswer(operation, 'no list of accounts'))
  if (read.accounts.length === 0) return failWith(session, nothingLinked(operation))
  return granted(session)
}

/** In their restricted mode an application reads the accounts that were linked to it in their control panel, and no other. */
function nothingLinked(operation: string): Failed {
  return {
    kind: 'failed',
    reason: 'action_needed_at_bank',
    detail: `${operation}: no account was opened; an application in restricted mode reads those linked in the control panel only`,
    bankCode: 'NO_ACCOUNTS_ADDED',
  }
}

function granted(session: Session): Outcome {
  const { recurring, validUntil: asked } = session.state.asked
  const until = Date.parse(session.state.validUntil ?? '')
  return {
    kind: 'done',
    grant: {
      recurring,
      validUntil: Number.isNaN(until) ? asked : new Date(until).toISOString().slice(0, 10),
      frequencyPerDay: 4,
    },
    state: writeState(session.state),
  }
}
