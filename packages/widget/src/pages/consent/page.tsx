import type { ConsentScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action, ButtonLink, mainForm, Submit } from '../../components/button/view.tsx'
import { Facts } from '../../components/facts/view.tsx'
import { FullTerms, OwnTerms, TermsLink } from '../../components/terms/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const agreeKeys = { kept: 'consent.agree', sign_in: 'consent.agreeSignIn', upload: 'upload.consentAgree' } as const

export function consentPage(screen: ConsentScreen, page: PageContext): PageView {
  const { t, format, frame } = page
  const names = { client: frame.client.name, bank: screen.provider.name }
  const types = format.list(screen.accountTypes.map((type) => t(`types.${type}`)))
  const own = screen.header || screen.body
  const bank = screen.next === 'bank'
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: screen.renewal && !screen.added ? t('consent.titleRenewal') : t('consent.title'),
    lead: t(
      screen.next === 'upload'
        ? 'upload.consentLead'
        : screen.added
          ? 'consent.leadAdded'
          : screen.renewal
            ? 'consent.leadRenewal'
            : 'consent.lead',
      names,
    ),
    // The bank opens in a new tab, and this page follows.
    live: screen.newTab === true,
    body: (
      <>
        <ActionForm page={page} do="accept_consent" id={mainForm} newTab={screen.newTab}>
          <Agreed screen={screen} way={screen.newTab ? 'tab' : 'here'} />
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
        <Submit>
          {screen.next === 'bank' ? t('consent.agreeBank', names) : t(agreeKeys[screen.next])}
          {screen.newTab && <span class="sr"> {t('frame.newTab')}</span>}
        </Submit>
        {screen.bankHost && (
          <p class="operator">
            <span class="words">{t('consent.host')}</span> <span class="host">{screen.bankHost}</span>
          </p>
        )}
        {screen.newTab && (
          <noscript>
            <ButtonLink href={frame.self} quiet>
              {t('redirect.done')}
            </ButtonLink>
          </noscript>
        )}
      </>
    ),
    secondary: (bank || !screen.renewal) && (
      <>
        {bank && (
          <div class="by-phone">
            <Action page={page} do="accept_consent" quiet fields={<Agreed screen={screen} way="phone" />}>
              {t('consent.phone')}
            </Action>
          </div>
        )}
        {/* A renewal is about this bank: there is no other one to choose. */}
        {!screen.renewal && (
          <Action page={page} do="choose_other" quiet>
            {t('consent.other')}
          </Action>
        )}
      </>
    ),
  }
}

/** What was read, and where the bank is opened. */
function Agreed({ screen, way }: { readonly screen: ConsentScreen; readonly way: 'here' | 'tab' | 'phone' }) {
  return (
    <>
      {screen.termsVersion && <input type="hidden" name="terms_version" value={screen.termsVersion} />}
      {screen.next === 'bank' && <input type="hidden" name="way" value={way} />}
    </>
  )
}

/** The client's own terms replace our text, never the lines above that say what, how long and for whom. */
function Terms({ screen, page }: { readonly screen: ConsentScreen; readonly page: PageContext }) {
  const { t, format, frame } = page
  if (screen.header || screen.body) return <OwnTerms header={screen.header} body={screen.body} />
  const client = frame.client.name
  if (screen.next === 'upload')
    return (
      <FullTerms>
        <p>{t('upload.consentFull', { operator: frame.operator.name, client })}</p>
        <p>{t('upload.consentWithdraw', { client })}</p>
      </FullTerms>
    )
  return (
    <FullTerms>
      <p>{t('consent.fullWhat', { operator: frame.operator.name, bank: screen.provider.name, client })}</p>
      <p>{screen.until ? t('consent.fullUntil', { date: format.day(screen.until) }) : t('consent.fullOnce')}</p>
      <p>{t('consent.fullWithdraw', { client })}</p>
    </FullTerms>
  )
}
