import type { ChannelChoiceScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { BankMark } from '../../components/bank-tile/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** The two ways in, a button each: the bank's own site first. */
export function channelChoicePage(screen: ChannelChoiceScreen, page: PageContext): PageView {
  const { t, format } = page
  const bank = screen.provider.name
  const way = (mode: 'REDIRECT' | 'EMBEDDED') => screen.choices.find((choice) => choice.mode === mode)
  const [redirect, embedded] = [way('REDIRECT'), way('EMBEDDED')]
  const types = (choice: typeof redirect) => format.list((choice?.accountTypes ?? []).map((type) => t(`types.${type}`)))
  return {
    hero: (
      <div class="pair" aria-hidden="true">
        <BankMark provider={screen.provider} />
      </div>
    ),
    title: t('channelChoice.title', { bank }),
    lead: t('channelChoice.lead', { bank }),
    body: (
      <>
        <ActionForm page={page} do="choose_channel" id={mainForm}>
          <input type="hidden" name="channel" value={redirect?.definitionId} />
        </ActionForm>
        <Facts
          facts={[
            {
              icon: 'CREDIT_CARD',
              title: t('channelChoice.redirect'),
              detail: t('channelChoice.redirectDetail', { bank, types: types(redirect) }),
            },
            {
              icon: 'SAVINGS',
              title: t('channelChoice.embedded'),
              detail: t('channelChoice.embeddedDetail', { bank, types: types(embedded) }),
            },
          ]}
        />
      </>
    ),
    primary: <Submit>{t('channelChoice.goRedirect')}</Submit>,
    secondary: (
      <ActionForm page={page} do="choose_channel">
        <input type="hidden" name="channel" value={embedded?.definitionId} />
        <button type="submit" class="quiet">
          {t('channelChoice.goEmbedded')}
        </button>
      </ActionForm>
    ),
  }
}
