import type { GoneScreen } from '@raccord/contract'
import { Facts } from '../../components/facts/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

/** For the person who landed here, and for the developer he tells about it. */
export function gonePage(screen: GoneScreen, { t, format }: PageContext): PageView {
  const session = 'POST /v2.1/widget_session'
  const { successor } = screen
  const notice = safeHref(screen.noticeUrl)
  return {
    hero: (
      <div class="seal trouble" aria-hidden="true">
        <Icon name="alert" />
      </div>
    ),
    title: t('gone.title'),
    lead: t('gone.lead', { date: format.day(screen.since) }),
    body: (
      <Facts
        facts={[
          { icon: 'return', title: t('gone.person'), detail: t('gone.personDetail') },
          {
            icon: 'arrow',
            title: t('gone.developer'),
            detail: (
              <>
                {successor === undefined
                  ? t('gone.developerNone', { session })
                  : t('gone.developerDetail', { successor: `GET ${successor}`, session })}{' '}
                {notice && (
                  <a href={notice} target="_blank" rel="noopener">
                    {t('gone.notice')}
                    <span class="sr"> {t('frame.newTab')}</span>
                  </a>
                )}
              </>
            ),
          },
        ]}
      />
    ),
  }
}
