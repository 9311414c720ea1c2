import type { NotListedScreen } from '@raccord/contract'
import { ButtonLink } from '../../components/button/view.tsx'
import { UploadInstead } from '../../components/upload-instead/view.tsx'
import type { PageContext } from '../../page-context.ts'
import { pageLink } from '../../page-link.ts'
import type { PageView } from '../../page-view.ts'

export function notListedPage(screen: NotListedScreen, page: PageContext): PageView {
  const { t, frame } = page
  return {
    title: t('notListed.title'),
    lead: t('notListed.lead'),
    body: (
      <ul class="plain">
        <li>{t('notListed.renamed')}</li>
        <li>{t('notListed.regional')}</li>
        <li>{t('notListed.online')}</li>
      </ul>
    ),
    primary: frame.session && (
      <ButtonLink href={pageLink(frame.self, { do: undefined })}>{t('notListed.again')}</ButtonLink>
    ),
    secondary: <UploadInstead page={page} name={screen.upload} />,
  }
}
