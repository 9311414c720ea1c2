import type { Session } from '../call/session.ts'

/** Whether the card accounts need consents of their own, and somebody wants them. */
export function wantsCards({ options, state }: Session): boolean {
  return options.separateCardConsent && options.cardAccounts && state.asked.accountTypes.includes('CREDIT_CARD')
}

/** Where the person is, of the several times that the bank asks him: list, details, and both again for cards. */
export function legOf(session: Session): { readonly number: number; readonly of: number } | undefined {
  const { state, options } = session
  const each = state.consent?.listOnly || options.consentModels[0] === 'list-only' ? 2 : 1
  const of = wantsCards(session) ? 2 * each : each
  const before = state.accountConsent ? each : 0
  return of === 1 ? undefined : { number: before + (each === 2 && !state.consent?.listOnly ? 2 : 1), of }
}
