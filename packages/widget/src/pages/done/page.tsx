import type { DoneScreen } from '@raccord/contract'
import { Icon } from '../../components/icon/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function donePage(_screen: DoneScreen, { t }: PageContext): PageView {
  return {
    hero: (
      <div class="seal" aria-hidden="true">
        <Icon name="check" />
      </div>
    ),
    title: t('done.title'),
    lead: t('success.close'),
  }
}
