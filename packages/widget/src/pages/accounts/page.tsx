import type { AccountsScreen } from '@raccord/contract'
import { Unsupported } from '../../components/account-row/unsupported.tsx'
import { AccountLine } from '../../components/account-row/view.tsx'
import { ActionForm } from '../../components/action-form/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function accountsPage(screen: AccountsScreen, page: PageContext): PageView {
  const { t, frame } = page
  return {
    title: t('accounts.title'),
    lead: t('accounts.lead', { client: frame.client.name }),
    body: (
      <>
        <ErrorSummary page={page} wrong={screen.error ? [{ href: '#accounts', text: t('accounts.required') }] : []} />
        <ActionForm page={page} do="accounts" id={mainForm}>
          <fieldset
            id="accounts"
            tabindex={-1}
            data-enhance="accounts"
            data-every={t('accounts.every')}
            data-none={t('accounts.none')}
            data-zero={t('accounts.submit')}
            data-one={t('accounts.submitOne')}
            data-many={t('accounts.submitMany')}
          >
            <legend>{t('accounts.legend', { bank: screen.provider.name })}</legend>
            <button type="button" class="link later" hidden>
              {t(screen.accounts.some(({ selected }) => selected) ? 'accounts.none' : 'accounts.every')}
            </button>
            {screen.accounts.map((account) => (
              <label key={account.id} class="row-card">
                <AccountLine account={account} page={page} />
                <input type="checkbox" class="switch" name="account" value={account.id} checked={account.selected} />
              </label>
            ))}
          </fieldset>
        </ActionForm>
        <Unsupported accounts={screen.unsupported} page={page} />
      </>
    ),
    primary: <Submit>{t('accounts.submit')}</Submit>,
  }
}
