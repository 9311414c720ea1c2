import type { ProviderTile, Screen } from '@raccord/contract'
import type { View } from '../../../journey/look.ts'
import type { PresentDeps } from './screen-of.ts'

type GrantedStep = Extract<View['step'], { kind: 'same_bank' | 'other_login' }>

/** The bank has granted, and the person is asked where that belongs. */
export async function grantedScreen(
  deps: Pick<PresentDeps, 'leg' | 'connection'>,
  view: View,
  provider: ProviderTile,
  step: GrantedStep,
): Promise<Screen> {
  const shown = (await deps.leg(step.leg.id))?.shown
  const granted = shown?.kind === 'granted' ? shown : undefined
  const found = granted?.found ?? []
  if (step.kind === 'other_login') {
    const { accounts } = await deps.connection(view.state.connectionId ?? 0)
    return { kind: 'other_login', provider, accounts: accounts.filter(({ selected }) => selected), found }
  }
  const same = (granted?.same ?? []).map(String)
  const { accounts } = await deps.connection(step.twin)
  return {
    kind: 'same_bank',
    provider,
    accounts: accounts.filter(({ id }) => same.includes(id)),
    others: Math.max(0, found.length - same.length),
  }
}
