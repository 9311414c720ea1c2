import type { Screen } from '@raccord/contract'
import type { View } from '../../../journey/look.ts'
import type { PageSetting } from '../page-setting.ts'
import { type PresentDeps, screenOf } from './screen-of.ts'

/**
 * What a browser sees that did not begin this session (WIRE §4): nothing personal. Progress and the end may be followed
 * without names and figures of accounts; anything that asks the person for something may not.
 */
export async function unboundScreen(deps: PresentDeps, view: View, setting: PageSetting): Promise<Screen> {
  const { step, state } = view
  if (step.kind === 'sync' || step.kind === 'listing') {
    const screen = await screenOf(deps, view, setting)
    if (screen.kind === 'sync') {
      const { since: _since, ...rest } = screen
      return { ...rest, accounts: 0, accountsDone: 0, transactions: 0 }
    }
  }
  if (step.kind === 'success') {
    const screen = await screenOf(deps, view, setting)
    if (screen.kind === 'success') {
      const { transactions: _transactions, until: _until, ...rest } = screen
      return { ...rest, accounts: [], unsupported: [] }
    }
  }
  return { kind: 'unbound', canRestart: state.authorised.length === 0 }
}
