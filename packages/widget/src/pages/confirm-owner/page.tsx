import type { ConfirmOwnerScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Pair } from '../../components/bank-tile/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function confirmOwnerPage(screen: ConfirmOwnerScreen, page: PageContext): PageView {
  const { t, frame } = page
  const names = { bank: screen.provider.name, client: frame.client.name }
  const proof = <input type="hidden" name="proof" value={screen.proof} />
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: t('owner.title'),
    lead: t('owner.lead', names),
    body: (
      <>
        <ActionForm page={page} do="owner_yes" id={mainForm}>
          {proof}
        </ActionForm>
        <Facts
          facts={[
            { icon: 'share', title: t('owner.whose', names) },
            { icon: 'lock', title: t('owner.refuse') },
          ]}
        />
      </>
    ),
    primary: <Submit>{t('owner.yes')}</Submit>,
    secondary: (
      <ActionForm page={page} do="owner_no">
        {proof}
        <button type="submit" class="quiet">
          {t('owner.no')}
        </button>
      </ActionForm>
    ),
  }
}
