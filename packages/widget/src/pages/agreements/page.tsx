import { type Agreement, type AgreementsScreen, isStatementUpload } from '@raccord/contract'
import { Action } from '../../components/button/view.tsx'
import { Disclosure } from '../../components/disclosure/view.tsx'
import { OwnTerms } from '../../components/terms/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

export function agreementsPage(screen: AgreementsScreen, page: PageContext): PageView {
  const { t, frame } = page
  const client = frame.client.name
  return {
    title: t('agreements.title'),
    lead: isStatementUpload(screen.provider)
      ? t('upload.agreementsLead', { client })
      : t('agreements.lead', { client, bank: screen.provider.name }),
    body:
      screen.agreements.length === 0 ? (
        <p>{t(isStatementUpload(screen.provider) ? 'upload.agreementsNone' : 'agreements.none')}</p>
      ) : (
        screen.agreements.map((agreement) => <Entry key={agreement.reference} agreement={agreement} page={page} />)
      ),
    primary: (
      <Action page={page} do="agreements_close">
        {t('agreements.back')}
      </Action>
    ),
  }
}

function Entry({ agreement, page }: { readonly agreement: Agreement; readonly page: PageContext }) {
  const { t, format } = page
  const { header, body, until, endedOn, state, what } = agreement
  const types = format.list(agreement.accountTypes.map((type) => t(`types.${type}`)))
  return (
    <section class="channel">
      <h2>
        {t(`agreements.${what}`)} {format.day(agreement.on)}
      </h2>
      {what !== 'ended' && (
        <>
          {types && <p>{agreement.perAccount ? t('consent.whatChoice') : t('consent.whatTypes', { types })}</p>}
          {until !== undefined && <p>{t('manage.until', { date: format.day(until) })}</p>}
          {agreement.once && <p>{t('consent.once')}</p>}
          <p>
            {t(`agreements.state.${state}`)} {endedOn !== undefined && format.day(endedOn)}
          </p>
        </>
      )}
      {(header || body) && (
        <Disclosure summary={t('agreements.text')}>
          <OwnTerms header={header} body={body} />
        </Disclosure>
      )}
      <small>{t('agreements.reference', { reference: agreement.reference })}</small>
    </section>
  )
}
