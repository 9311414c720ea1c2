import type { ConsentScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import { FullTerms, OwnTerms, TermsLink } from '../../components/terms/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function consentPage(screen: ConsentScreen, page: PageContext): PageView {
  const { t, format, frame } = page
  const names = { client: frame.client.name, bank: screen.provider.name }
  const types = format.list(screen.accountTypes.map((type) => t(`types.${type}`)))
  const own = screen.header || screen.body
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: screen.renewal ? t('consent.titleRenewal') : t('consent.title'),
    lead: screen.renewal ? t('consent.leadRenewal', names) : t('consent.lead', names),
    body: (
      <>
        <ActionForm page={page} do="accept_consent" id={mainForm}>
          {screen.termsVersion && <input type="hidden" name="terms_version" value={screen.termsVersion} />}
        </ActionForm>
        <Facts
          signed
          facts={[
            {
              icon: 'eye',
              title: t('consent.what'),
              detail: screen.perAccount ? t('consent.whatChoice') : t('consent.whatTypes', { types }),
            },
            screen.until === undefined
              ? { icon: 'calendar', title: t('consent.once'), detail: t('consent.onceDetail') }
              : {
                  icon: 'calendar',
                  title: t('consent.until', { date: format.day(screen.until) }),
                  detail: t('consent.untilDetail'),
                },
            {
              icon: 'share',
              title: t('consent.whom', { client: names.client }),
              detail: t('consent.whomDetail', { operator: frame.operator.name, client: names.client }),
            },
          ]}
        />
        <Terms screen={screen} page={page} />
      </>
    ),
    primary: (
      <>
        {!own && <TermsLink page={page} />}
        <Submit>{t('consent.agree')}</Submit>
      </>
    ),
    // A renewal is about this bank: there is no other one to choose.
    ...(screen.renewal
      ? {}
      : {
          secondary: (
            <Action page={page} do="choose_other" quiet>
              {t('consent.other')}
            </Action>
          ),
        }),
  }
}

/** The client's own terms replace our text, never the lines above that say what, how long and for whom. */
function Terms({ screen, page }: { readonly screen: ConsentScreen; readonly page: PageContext }) {
  const { t, format, frame } = page
  if (screen.header || screen.body) return <OwnTerms header={screen.header} body={screen.body} />
  const client = frame.client.name
  return (
    <FullTerms>
      <p>{t('consent.fullWhat', { operator: frame.operator.name, bank: screen.provider.name, client })}</p>
      <p>{screen.until ? t('consent.fullUntil', { date: format.day(screen.until) }) : t('consent.fullOnce')}</p>
      <p>{t('consent.fullWithdraw', { client })}</p>
    </FullTerms>
  )
}
