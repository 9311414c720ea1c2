import type { RedirectScreen } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { ButtonLink } from '../button/view.tsx'

interface Props {
  readonly page: PageContext
  readonly handover: NonNullable<RedirectScreen['handover']>
}

/** The QR code beside the usual way. The style sheet shows it to a mouse on a wide page only: nobody scans his own phone. */
export function Handover({ page, handover }: Props) {
  const { t, frame } = page
  const { size, path } = handover
  return (
    <aside class="handover">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('handover.picture')} shape-rendering="crispEdges">
        <path d={path} />
      </svg>
      <div class="grow">
        <h2>{t('handover.title')}</h2>
        <p>{t('handover.how')}</p>
        <ButtonLink href={frame.self} quiet>
          {t('handover.again')}
        </ButtonLink>
        <noscript>
          <ButtonLink href={frame.self} quiet>
            {t('handover.shown')}
          </ButtonLink>
        </noscript>
      </div>
    </aside>
  )
}
