import type { WorkingScreen } from '@raccord/contract'
import { Pair } from '../../components/bank-tile/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function workingPage(screen: WorkingScreen, page: PageContext): PageView {
  const { t, frame } = page
  return {
    hero: screen.provider && <Pair client={frame.client} provider={screen.provider} />,
    title: t('working.title'),
    lead: leadOf(screen, page),
    live: true,
    ...liveRefresh(page, 3),
    body: (
      <>
        <div class="busy" />
        <RefreshLinks page={page} />
      </>
    ),
  }
}

function leadOf({ provider, slow, files }: WorkingScreen, { t }: PageContext): string {
  if (files) return t('upload.importing')
  if (!provider) return t('working.lead')
  return t(slow ? 'working.leadSlow' : 'working.leadBank', { bank: provider.name })
}
