import type { UnboundScreen } from '@raccord/contract'
import { Action } from '../../components/button/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function unboundPage(screen: UnboundScreen, page: PageContext): PageView {
  const { t } = page
  return {
    hero: (
      <div class="seal calm" aria-hidden="true">
        <Icon name="lock" />
      </div>
    ),
    title: t('unbound.title'),
    lead: t('unbound.lead'),
    body: (
      <>
        <p>{t('unbound.back')}</p>
        {screen.canRestart && <p>{t('unbound.restart')}</p>}
      </>
    ),
    primary: screen.canRestart && (
      <Action page={page} do="take_over">
        {t('unbound.takeOver')}
      </Action>
    ),
  }
}
