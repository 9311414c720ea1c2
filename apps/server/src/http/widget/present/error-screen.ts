import type { Provider } from '@raccord/catalogue'
import type { ErrorScreen, ReturnMessage } from '@raccord/contract'
import { canAwaitBank, inOffer } from '../../../journey/act.ts'
import type { View } from '../../../journey/look.ts'
import type { Step } from '../../../journey/next-step.ts'
import { endedAt } from '../visit/journey-events.ts'
import type { PageSetting } from '../visit/page-setting.ts'
import { tileOf } from './provider-tiles.ts'
import { returnUrl } from './return-url.ts'

/**
 * One screen a cause (contract/errors.ts has the words); "Back to *client*" wherever there is a `redirect_url`. Where another bank was connected
 * before this one, that way back would hide it: it leads over the list of banks.
 */
export function errorScreen(
  view: View,
  setting: PageSetting,
  step: Extract<Step, { kind: 'error' }>,
  provider: Provider | undefined,
): ErrorScreen {
  const target = view.state.earlier.length > 0 ? undefined : view.journey.parameters.redirect_url
  const back =
    target === undefined
      ? undefined
      : returnUrl(target, { status: 'error', error: step.error, step: endedAt(view.journey.facts) })
  const message: ReturnMessage | undefined =
    back === undefined
      ? undefined
      : {
          targetOrigins: setting.messageOrigins,
          data: { eventName: 'redirect_to', redirect_url: back, status: 'error' },
        }
  return {
    kind: 'error',
    error: step.error,
    reference: view.journey.reference,
    canSkip: inOffer(view),
    ...(canAwaitBank(view) ? { tellMe: view.state.failure?.awaited ? ('asked' as const) : ('offered' as const) } : {}),
    ...(provider ? { provider: tileOf(provider) } : {}),
    retryAt: step.retryAt,
    ...(provider?.website ? { bankUrl: provider.website } : {}),
    backToClient: back,
    ...(message ? { message } : {}),
  }
}
