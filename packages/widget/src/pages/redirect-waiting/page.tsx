import type { RedirectWaitingScreen } from '@raccord/contract'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action } from '../../components/button/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function redirectWaitingPage(screen: RedirectWaitingScreen, page: PageContext): PageView {
  const { t, frame } = page
  const bank = screen.provider.name
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: screen.tab ? t('waiting.title') : t('waiting.titleBack', { bank }),
    lead: t(screen.tab ? 'waiting.lead' : 'waiting.leadBack', { bank }),
    live: true,
    ...liveRefresh(page, 5),
    body: (
      <>
        {screen.tab && <div class="busy" />}
        <RefreshLinks page={page} />
      </>
    ),
    primary: !screen.tab && (
      <Action page={page} do="depart_again">
        {t('waiting.back', { bank })}
      </Action>
    ),
    secondary: screen.tab ? (
      <Action page={page} do="depart_again" quiet>
        {t('waiting.again', { bank })}
      </Action>
    ) : (
      screen.canLeave && (
        <Action page={page} do="choose_other" quiet>
          {t('consent.other')}
        </Action>
      )
    ),
  }
}
