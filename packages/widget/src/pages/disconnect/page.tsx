import { type DisconnectScreen, isStatementUpload } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function disconnectPage(screen: DisconnectScreen, page: PageContext): PageView {
  const { t, frame } = page
  const files = isStatementUpload(screen.provider)
  return {
    hero: (
      <div class="seal grave" aria-hidden="true">
        <Icon name="alert" />
      </div>
    ),
    title: files ? t('upload.deleteTitle') : t('disconnect.title', { bank: screen.provider.name }),
    lead: t('disconnect.lead'),
    body: (
      <>
        <ActionForm page={page} do="disconnect_confirm" id={mainForm} />
        <Facts
          signed
          facts={[
            {
              icon: 'eye',
              title: t('disconnect.data', { accounts: screen.accounts, transactions: screen.transactions }),
            },
            ...(files ? [] : [{ icon: 'lock' as const, title: t('disconnect.permission') }]),
            { icon: 'share', title: t('disconnect.client', { client: frame.client.name }) },
          ]}
        />
      </>
    ),
    primary: <Submit danger>{t(files ? 'upload.deleteConfirm' : 'disconnect.confirm')}</Submit>,
    secondary: (
      <Action page={page} do="disconnect_keep" quiet>
        {t(files ? 'upload.keep' : 'disconnect.keep')}
      </Action>
    ),
  }
}
