import type { SameBankScreen } from '@raccord/contract'
import { AccountList } from '../../components/account-row/list.tsx'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function sameBankPage(screen: SameBankScreen, page: PageContext): PageView {
  const { t, frame } = page
  const names = { bank: screen.provider.name, client: frame.client.name }
  return {
    title: t('sameBank.title', names),
    lead: t('sameBank.lead', names),
    body: (
      <>
        <ActionForm page={page} do="same_bank_renew" id={mainForm} />
        <Facts
          facts={[
            {
              icon: 'check',
              title: t('sameBank.renew'),
              detail: t('sameBank.renewDetail', { count: screen.others }),
            },
            { icon: 'plus', title: t('sameBank.both'), detail: t('sameBank.bothDetail', names) },
          ]}
        />
        <AccountList title={t('sameBank.list')} accounts={screen.accounts} page={page} />
      </>
    ),
    primary: <Submit>{t('sameBank.renew')}</Submit>,
    secondary: (
      <Action page={page} do="same_bank_both" quiet>
        {t('sameBank.both')}
      </Action>
    ),
  }
}
