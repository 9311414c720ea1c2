import type { OfferScreen, ProviderTile, ReadingFigures, SyncScreen } from '@raccord/contract'
import type { View } from '../../../journey/look.ts'
import type { PresentDeps } from './screen-of.ts'

/** The screen after the bank, while something can be added: from the start, and after the reading. */
export async function offerScreen(
  deps: Pick<PresentDeps, 'connection' | 'now'>,
  view: View,
  provider: ProviderTile,
): Promise<OfferScreen> {
  const { state, run, journey } = view
  const reading = run?.ended === false
  const { offerUntil } = state
  const summary = reading || state.connectionId === undefined ? undefined : await deps.connection(state.connectionId)
  return {
    kind: 'offer',
    provider,
    ...(reading ? { reading: figures(view) } : {}),
    accounts: summary?.accounts ?? [],
    transactions: run?.transactions ?? 0,
    ...(offerUntil === undefined
      ? {}
      : { skipInSeconds: Math.max(0, Math.ceil((offerUntil - deps.now().getTime()) / 1000)) }),
    waits: journey.parameters.wait_sync_end,
    leaves:
      journey.parameters.redirect_url !== undefined &&
      (!journey.parameters.consent_per_account || state.existing || state.accountsChosen),
  }
}

/** The same while there is nothing to add. */
export function syncScreen(
  view: View,
  provider: ProviderTile,
  step: { readonly kind: 'listing' | 'sync' },
): SyncScreen {
  const listing = step.kind === 'listing' ? { stage: 'accounts' as const } : {}
  return { kind: 'sync', provider, ...figures(view), ...listing, ...(view.state.existing ? { again: true } : {}) }
}

function figures({ run }: View): ReadingFigures {
  return {
    stage: run?.stage ?? 'starting',
    accounts: run?.accounts ?? 0,
    accountsDone: run?.accountsDone ?? 0,
    transactions: run?.transactions ?? 0,
    ...(run?.since === undefined ? {} : { since: run.since }),
    ...(run?.putOff ? { slow: true } : {}),
  }
}
