import type { OfferScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { BankMark } from '../../components/bank-tile/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Countdown } from '../../components/countdown/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const declineForm = 'decline'

export function offerPage(screen: OfferScreen, page: PageContext): PageView {
  const { t, frame } = page
  const bank = screen.provider.name
  const seconds = screen.skipInSeconds
  return {
    hero: (
      <div class="pair" aria-hidden="true">
        <BankMark provider={screen.provider} />
      </div>
    ),
    title: t('offer.title'),
    lead:
      screen.connectedAccounts === undefined
        ? t('offer.reading', { bank })
        : t('offer.connected', { count: screen.connectedAccounts, bank }),
    figures: true,
    live: screen.reading === true,
    // The server lets the step lapse once its time is up, so reloading this page is what goes on without it.
    ...(seconds === undefined ? {} : { refresh: { seconds, url: frame.self } }),
    body: (
      <>
        <ActionForm page={page} do="offer_accept" id={mainForm} />
        <Facts
          facts={[
            { icon: 'plus', title: t('offer.gain') },
            { icon: 'lock', title: t('offer.how', { bank }) },
            { icon: 'check', title: t('offer.choice') },
          ]}
        />
      </>
    ),
    primary: (
      <>
        {seconds !== undefined && (
          <Countdown
            page={page}
            seconds={seconds}
            template={t('offer.countdown')}
            stop="offer_stop"
            submits={declineForm}
          />
        )}
        <Submit>{t('offer.accept')}</Submit>
      </>
    ),
    secondary: (
      <ActionForm page={page} do="offer_decline" id={declineForm}>
        <button type="submit" class="quiet">
          {t('offer.decline')}
        </button>
      </ActionForm>
    ),
  }
}
