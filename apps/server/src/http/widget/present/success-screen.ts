import type { LeavingScreen, ProviderTile, ReturnMessage, SuccessScreen } from '@raccord/contract'
import { canAddAnother, connectedIds } from '../../../journey/act.ts'
import type { ConnectionSummary } from '../../../journey/connection-views.ts'
import type { View } from '../../../journey/look.ts'
import { endedAt } from '../visit/journey-events.ts'
import type { PageSetting } from '../visit/page-setting.ts'
import { returnUrl } from './return-url.ts'

export function successScreen(
  view: View,
  setting: PageSetting,
  provider: ProviderTile,
  summary: ConnectionSummary,
): SuccessScreen {
  const { journey, state, run } = view
  const result = state.finished?.result ?? 'created'
  const connectionId = connectedIds(view).join(',')
  const asked = journey.parameters.redirect_url
  const target =
    asked === undefined
      ? setting.ownSuccessUrl
      : returnUrl(asked, { status: 'success', result, connection_id: connectionId })
  const message: ReturnMessage = {
    targetOrigins: setting.messageOrigins,
    data: {
      eventName: 'redirect_to',
      redirect_url: asked === undefined ? '/success' : target,
      status: 'success',
      result,
      connection_id: connectionId,
    },
  }
  return {
    kind: 'success',
    provider,
    result,
    accounts: summary.accounts.filter((row) => row.selected),
    unsupported: summary.unsupported,
    target,
    message,
    // A renewal reads what is new since the last time: no figure to show as "all there is".
    // While one reads there is something to tell or nothing; zero is said at the end.
    ...(run && result === 'created' && (run.ended || run.transactions > 0) ? { transactions: run.transactions } : {}),
    // What was uploaded is there when its page is.
    ...(state.imported ? { files: true, transactions: state.imported.added } : {}),
    ...(canAddAnother(view) ? { canAddAnother: true } : {}),
    until: summary.until,
    // He has seen all this, and for as long as was announced.
    ...(state.countdownStopped || asked === undefined
      ? {}
      : { goInSeconds: state.saidNothing ? 0 : journey.parameters.congrats_bypass_delay }),
    ...(run && !run.ended
      ? { note: 'data_coming' as const }
      : state.imported?.partial || run?.status === 'partial' || run?.status === 'failed'
        ? { note: 'partial' as const }
        : {}),
  }
}

/** Cancelled: on to `cancel_url`, which is there whenever the button was. */
export function leavingScreen(view: View, setting: PageSetting): LeavingScreen {
  const target = returnUrl(view.journey.parameters.cancel_url ?? setting.ownSuccessUrl, {
    status: 'cancelled',
    step: endedAt(view.journey.facts),
  })
  return {
    kind: 'leaving',
    target,
    message: {
      targetOrigins: setting.messageOrigins,
      data: { eventName: 'redirect_to', redirect_url: target, status: 'cancelled' },
    },
  }
}
