import type { TermsScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import { farewell } from '../../components/farewell/view.tsx'
import { Icon } from '../../components/icon/view.tsx'
import { FullTerms, OwnTerms, TermsLink } from '../../components/terms/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** The terms apart from any bank: once for all that are connected from this client. */
export function termsPage(screen: TermsScreen, page: PageContext): PageView {
  const { t, format, frame } = page
  const { days, accepted } = screen
  const names = { client: frame.client.name, operator: frame.operator.name }
  if (accepted) {
    return {
      hero: (
        <div class="seal" aria-hidden="true">
          <Icon name="check" />
        </div>
      ),
      title: t('terms.accepted'),
      lead: t('terms.acceptedLead', { date: format.day(accepted.day), client: names.client }),
      ...farewell(accepted, page),
    }
  }
  return {
    title: t('terms.title'),
    lead: t('terms.lead', { client: names.client }),
    body: (
      <>
        <ActionForm page={page} do="accept_terms" id={mainForm} />
        <Facts
          signed
          facts={[
            { icon: 'eye', title: t('consent.what'), detail: t('terms.what') },
            { icon: 'calendar', title: t('terms.until', { days }), detail: t('terms.untilDetail') },
            {
              icon: 'share',
              title: t('consent.whom', { client: names.client }),
              detail: t('consent.whomDetail', names),
            },
            { icon: 'check', title: t('terms.once'), detail: t('terms.onceDetail', { client: names.client }) },
          ]}
        />
        {screen.own ? (
          <OwnTerms body={screen.own} />
        ) : (
          <FullTerms>
            <p>{t('terms.fullWhat', names)}</p>
            <p>{t('terms.fullUntil', { days })}</p>
            <p>{t('consent.fullWithdraw', { client: names.client })}</p>
          </FullTerms>
        )}
      </>
    ),
    primary: (
      <>
        {!screen.own && <TermsLink page={page} />}
        <Submit>{t('terms.agree')}</Submit>
      </>
    ),
  }
}
