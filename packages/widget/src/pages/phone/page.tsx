import type { PhoneScreen } from '@raccord/contract'
import { Facts } from '../../components/facts/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** Whoever was sent the picture of a code by somebody else is told here, before anything can happen. */
export function phonePage({ shown }: PhoneScreen, page: PageContext): PageView {
  const { t, frame } = page
  if (!shown) return { title: t('phone.overTitle'), lead: t('phone.overLead') }
  const names = { bank: shown.provider.name, client: frame.client.name }
  return {
    hero: (
      <p class="phone-number" aria-hidden="true">
        {shown.number}
      </p>
    ),
    title: t('phone.title', { number: String(shown.number) }),
    lead: t('phone.lead', names),
    live: true,
    ...liveRefresh(page, 3),
    body: (
      <>
        <Facts
          facts={[
            { icon: 'share', title: t('phone.whose', names) },
            { icon: 'lock', title: t('phone.refuse') },
          ]}
        />
        <RefreshLinks page={page} />
      </>
    ),
  }
}
