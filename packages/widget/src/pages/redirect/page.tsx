import type { RedirectScreen } from '@raccord/contract'
import { Pair } from '../../components/bank-tile/view.tsx'
import { ButtonLink } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import { Handover } from '../../components/handover/view.tsx'
import { Note } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

export function redirectPage(screen: RedirectScreen, page: PageContext): PageView {
  const { t, frame } = page
  const bank = screen.provider.name
  const href = safeHref(screen.departUrl)
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: t('redirect.title', { bank }),
    lead: t('redirect.lead', { bank }),
    // On its way it must not be called back by what the server knows already.
    live: !screen.go && (screen.newTab || screen.handover !== undefined),
    body: (
      <>
        {screen.leg.of > 1 && <Note>{t('redirect.leg', { number: screen.leg.number, of: screen.leg.of })}</Note>}
        {screen.handoverOver && <Note>{t('handover.over')}</Note>}
        {screen.handover?.refused && <Note>{t('handover.refused')}</Note>}
        <Facts
          facts={[
            { icon: 'lock', title: t('redirect.host'), detail: <span class="host">{screen.bankHost}</span> },
            {
              icon: 'return',
              title: screen.newTab ? t('redirect.afterwardsTab') : t('redirect.afterwards'),
            },
          ]}
        />
        {screen.handover && <Handover page={page} handover={screen.handover} />}
      </>
    ),
    primary: href && (
      <ButtonLink href={href} newTab={screen.newTab}>
        {t('redirect.go', { bank })}
        {screen.newTab && <span class="sr"> {t('frame.newTab')}</span>}
      </ButtonLink>
    ),
    secondary: screen.newTab && (
      <noscript>
        <ButtonLink href={frame.self} quiet>
          {t('redirect.done')}
        </ButtonLink>
      </noscript>
    ),
  }
}
