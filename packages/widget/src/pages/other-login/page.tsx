import type { OtherLoginScreen } from '@raccord/contract'
import { AccountList } from '../../components/account-row/list.tsx'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function otherLoginPage(screen: OtherLoginScreen, page: PageContext): PageView {
  const { t, frame } = page
  const names = { bank: screen.provider.name, client: frame.client.name }
  return {
    title: t('otherLogin.title'),
    lead: t('otherLogin.lead', names),
    body: (
      <>
        <ActionForm page={page} do="other_login_new" id={mainForm} />
        <Facts
          facts={[
            { icon: 'plus', title: t('otherLogin.new'), detail: t('otherLogin.newDetail', names) },
            { icon: 'back', title: t('otherLogin.back'), detail: t('otherLogin.backDetail', names) },
          ]}
        />
        <AccountList title={t('otherLogin.found')} accounts={screen.found} page={page} />
        <AccountList title={t('otherLogin.kept')} accounts={screen.accounts} page={page} />
      </>
    ),
    primary: <Submit>{t('otherLogin.new')}</Submit>,
    secondary: (
      <Action page={page} do="other_login_back" quiet>
        {t('otherLogin.back')}
      </Action>
    ),
  }
}
