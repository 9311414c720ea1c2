import type { OnPhoneScreen } from '@raccord/contract'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action } from '../../components/button/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function onPhonePage(screen: OnPhoneScreen, page: PageContext): PageView {
  const { t, frame } = page
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: t('onPhone.title'),
    lead: t('onPhone.lead', { bank: screen.provider.name }),
    live: true,
    ...liveRefresh(page, 5),
    body: (
      <>
        <div class="busy" />
        <RefreshLinks page={page} />
      </>
    ),
    secondary: (
      <Action page={page} do="depart_again" quiet>
        {t('onPhone.here')}
      </Action>
    ),
  }
}
