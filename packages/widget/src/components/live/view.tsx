import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const off = 'refresh=off'

/** Without JavaScript a live page reloads itself, unless the reader switched that off by the link below. */
export function liveRefresh(page: PageContext, seconds: number): Pick<PageView, 'refresh'> {
  return page.frame.self.includes(off) ? {} : { refresh: { seconds, url: page.frame.self } }
}

/** The switch for it, on every page that `liveRefresh` reloads. Browsers with JavaScript poll instead and never see this. */
export function RefreshLinks({ page }: { readonly page: PageContext }) {
  const { self } = page.frame
  const stopped = self.includes(off)
  const other = stopped
    ? self.replace(`&${off}`, '').replace(`?${off}`, '')
    : `${self}${self.includes('?') ? '&' : '?'}${off}`
  return (
    <noscript>
      <p class="row">
        {stopped && <a href={self}>{page.t('frame.refresh')}</a>}
        <a href={other}>{page.t(stopped ? 'frame.refreshOn' : 'frame.refreshOff')}</a>
      </p>
    </noscript>
  )
}
