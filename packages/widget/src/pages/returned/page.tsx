import type { ReturnedScreen } from '@raccord/contract'
import { ButtonLink } from '../../components/button/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

export function returnedPage(screen: ReturnedScreen, page: PageContext): PageView {
  const { t } = page
  const href = safeHref(screen.continueUrl)
  return {
    hero: (
      <div class="seal" aria-hidden="true">
        <Icon name="check" />
      </div>
    ),
    title: t(screen.phone ? 'returned.titlePhone' : 'returned.title'),
    lead: t(screen.phone ? 'returned.leadPhone' : 'returned.lead', { bank: screen.provider.name }),
    secondary: href && (
      <ButtonLink href={href} quiet>
        {t('returned.here')}
      </ButtonLink>
    ),
  }
}
