import type { LeavingScreen } from '@raccord/contract'
import { ButtonLink } from '../../components/button/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

export function leavingPage(screen: LeavingScreen, page: PageContext): PageView {
  const { t, frame } = page
  const client = frame.client.name
  const target = safeHref(screen.target)
  return {
    hero: <div class="busy" />,
    title: t('leaving.title', { client }),
    lead: t('leaving.lead'),
    ...(target ? { refresh: { seconds: 0, url: target } } : {}),
    ...(screen.message ? { message: screen.message } : {}),
    leaveNow: true,
    primary: target && (
      <ButtonLink href={target} leave>
        {t('frame.backToClient', { client })}
      </ButtonLink>
    ),
  }
}
