import type { OfferScreen } from '@raccord/contract'
import { AccountList } from '../../components/account-row/list.tsx'
import { ActionForm } from '../../components/action-form/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Countdown } from '../../components/countdown/view.tsx'
import { liveRefresh, RefreshLinks } from '../../components/live/view.tsx'
import { Reading, Seal } from '../../components/reading/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const declineForm = 'decline'

/** The screen after the bank, with the offer on it from the start: who accepts does not wait for the reading. */
export function offerPage(screen: OfferScreen, page: PageContext): PageView {
  const { t, frame } = page
  const bank = screen.provider.name
  const { reading, skipInSeconds: seconds } = screen
  return {
    hero: <Seal reading={reading !== undefined} live />,
    title: t('success.titleCreated', { bank }),
    lead: lead(screen, page),
    figures: true,
    live: reading !== undefined,
    // The server lets the offer lapse once its time is up, so reloading this page is what goes on without it.
    ...(seconds === undefined
      ? reading === undefined
        ? {}
        : liveRefresh(page, 5)
      : { refresh: { seconds, url: frame.self } }),
    body: (
      <>
        <ActionForm page={page} do="offer_accept" id={mainForm} />
        <div data-live>{reading && <Reading reading={reading} bank={bank} page={page} short />}</div>
        <section>
          <h2>{t('offer.title')}</h2>
          <p>{t('offer.how', { bank })}</p>
        </section>
        <div data-live>
          <AccountList title={t('success.list')} accounts={screen.accounts} page={page} />
        </div>
        {reading && seconds === undefined && <RefreshLinks page={page} />}
      </>
    ),
    primary: (
      <>
        {/* Drawn anew only where it comes with the end of the reading: one that runs is not begun again. */}
        <div data-live={screen.waits || undefined}>
          {seconds !== undefined && (
            <Countdown
              page={page}
              seconds={seconds}
              template={screen.leaves ? t('success.countdown', { client: frame.client.name }) : t('offer.countdown')}
              stop="offer_stop"
              submits={declineForm}
            />
          )}
        </div>
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

function lead({ reading, accounts, transactions, provider }: OfferScreen, { t }: PageContext): string {
  if (reading?.slow) return t('sync.leadSlow', { bank: provider.name })
  const count = reading ? reading.accounts : accounts.length
  const entries = reading ? reading.transactions : transactions
  const figures = [
    // Zero is no figure as long as one reads.
    ...(count > 0 || !reading ? [t('success.accounts', { count })] : []),
    ...(entries > 0 ? [t('success.transactions', { count: entries })] : []),
  ]
  return figures.length > 0 ? `${figures.join(' · ')}.` : t('success.reading')
}
