import type { ProviderTile, RedirectWaitingScreen } from '@raccord/contract'
import { canLeaveProvider } from '../../../journey/act.ts'
import type { View } from '../../../journey/look.ts'

type Away = Extract<View['step'], { kind: 'at_bank' | 'confirm_owner' }>

/** In another tab, or here: then whoever sees this page has come back without an answer. */
export function waitingScreen(view: View, provider: ProviderTile, { leg }: Away): RedirectWaitingScreen {
  return { kind: 'redirect_waiting', provider, tab: leg.tab, ...(canLeaveProvider(view) ? { canLeave: true } : {}) }
}
