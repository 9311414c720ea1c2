import type { PhoneScreen } from '@raccord/contract'
import { Facts } from '../../components/facts/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** Whoever was sent the picture of a code by somebody else is told here, before anything can happen. */
export function phonePage({ shown }: PhoneScreen, page: PageContext): PageView {
  const { t, frame } = page
  if (!shown) return { title: t('phone.overTitle'), lead: t('phone.overLead') }
  const number = grouped(shown.number)
  const names = { bank: shown.provider.name, client: frame.client.name }
  return {
    hero: (
      <p class="phone-number" aria-hidden="true">
        {number}
      </p>
    ),
    title: t('phone.title', { number }),
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

/** In two groups of three, as people read codes out to themselves; they stay on one line. */
function grouped(number: number): string {
  return String(number).replace(/(\d{3})(?=\d)/g, '$1\u00a0')
}
