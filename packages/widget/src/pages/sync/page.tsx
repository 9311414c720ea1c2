import type { SyncScreen } from '@raccord/contract'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import { Reading, Seal } from '../../components/reading/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** The screen after the bank as long as the reading goes on; success stands in the same place. */
export function syncPage(screen: SyncScreen, page: PageContext): PageView {
  const { t } = page
  const bank = screen.provider.name
  return {
    hero: <Seal reading />,
    title: t(screen.again ? 'success.titleUpdated' : 'success.titleCreated', { bank }),
    lead: screen.slow ? t('sync.leadSlow', { bank }) : t('sync.lead'),
    live: true,
    ...liveRefresh(page, 3),
    body: (
      <>
        <Reading reading={screen} bank={bank} page={page} />
        <RefreshLinks page={page} />
      </>
    ),
  }
}
