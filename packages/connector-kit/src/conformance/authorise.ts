import type { BankContext, Connector, Outcome } from '../connector.ts'
import { checkBrowserUrl } from '../http/check-url.ts'
import type { PlayedBank } from './subject.ts'

/** More steps than any bank of the standards asks for: a connector that goes on is going in circles. */
const MOST_STEPS = 25
/** A bank that says “not yet” for ever is waited for until its time is over; here that is soon. */
const MOST_WAITS = 5

export interface Authorised {
  readonly outcome: Extract<Outcome, { kind: 'done' | 'failed' }>
  /** Kinds in order, `redirect challenge done`. */
  readonly steps: readonly string[]
}

/** The journey ends without the connector: the server refuses the address, or the person stays away. */
function left(steps: readonly string[], why: string): Authorised {
  return { outcome: { kind: 'failed', reason: 'bank_answer_invalid', detail: why }, steps: [...steps, 'left'] }
}

/** Plays an authorisation to its end, as the server would, with the person's part played by the bank's author. */
export async function authorise(connector: Connector, played: PlayedBank, bank: BankContext): Promise<Authorised> {
  const input = played.begin()
  let outcome = await connector.begin(bank, input)
  const steps: string[] = [outcome.kind]
  while (outcome.kind !== 'done' && outcome.kind !== 'failed') {
    if (steps.length > MOST_STEPS) throw new Error(`still not over after ${MOST_STEPS} steps: ${steps.join(' ')}`)
    // State is sealed and stored between calls: what does not survive JSON is lost.
    const state = JSON.parse(JSON.stringify(outcome.state))
    if (outcome.kind === 'redirect') {
      // What the server does with an address that the bank may not name.
      if (!checkBrowserUrl(outcome.url, { hosts: played.hosts, allowLoopback: true }).ok) return left(steps, 'address')
      const query = await played.visit(outcome.url)
      if (query === undefined) return left(steps, 'never came back')
      outcome = await connector.resume(bank, state, { kind: 'returned', query }, played.begin().redirect)
    } else {
      if (steps.filter((kind) => kind === 'wait').length > MOST_WAITS) return left(steps, 'still waiting')
      const answer = await played.answer(outcome.kind === 'challenge' ? outcome.challenge : outcome)
      outcome = await connector.resume(bank, state, answer)
    }
    steps.push(outcome.kind)
  }
  return { outcome, steps }
}
