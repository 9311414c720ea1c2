import type { PhoneNumberScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action } from '../../components/button/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function phoneNumberPage(screen: PhoneNumberScreen, page: PageContext): PageView {
  const { t, frame } = page
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: t('phoneNumber.title'),
    lead: t('phoneNumber.lead', { bank: screen.provider.name }),
    live: true,
    body: (
      <ActionForm page={page} do="phone_number" class="numbers">
        {screen.choices.map((number) => (
          <button key={number} type="submit" name="number" value={number}>
            {number}
          </button>
        ))}
      </ActionForm>
    ),
    secondary: (
      <Action page={page} do="phone_none" quiet>
        {t('phoneNumber.none')}
      </Action>
    ),
  }
}
