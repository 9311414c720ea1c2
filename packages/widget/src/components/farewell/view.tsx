import type { Farewell } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'
import { ButtonLink } from '../button/view.tsx'

/** The way back to the client, from a page that has done its part: by itself if that was just now. */
export function farewell(
  to: Farewell,
  page: PageContext,
): Pick<PageView, 'message' | 'leaveNow' | 'refresh' | 'primary'> {
  const { t, frame } = page
  const target = safeHref(to.target)
  if (target === undefined) return {}
  return {
    message: to.message,
    leaveNow: to.leave,
    ...(to.leave ? { refresh: { seconds: 0, url: target } } : {}),
    primary: (
      <ButtonLink href={target} leave>
        {to.message.data.redirect_url === '/success'
          ? t('success.finish')
          : t('frame.backToClient', { client: frame.client.name })}
      </ButtonLink>
    ),
  }
}
