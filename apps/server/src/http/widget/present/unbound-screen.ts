import type { DoneScreen, UnboundScreen } from '@raccord/contract'
import type { View } from '../../../journey/look.ts'

/**
 * What a browser sees that did not begin this session (WIRE §4): nothing personal, so neither which bank it is nor any id
 * or figure, and no way out that would carry one. That it is over may be known; anything else may not.
 */
export function unboundScreen({ step, state }: View): DoneScreen | UnboundScreen {
  return step.kind === 'success' ? { kind: 'done' } : { kind: 'unbound', canRestart: state.authorised.length === 0 }
}
