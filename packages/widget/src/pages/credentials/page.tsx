import type { CredentialsScreen, FormField } from '@raccord/contract'
import { errors } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { BankMark } from '../../components/bank-tile/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Disclosure } from '../../components/disclosure/view.tsx'
import { Field } from '../../components/field/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const errorKeys = {
  required: 'credentials.required',
  too_long: 'credentials.tooLong',
  format: 'credentials.format',
  refused: 'credentials.refused',
} as const

export function credentialsPage(screen: CredentialsScreen, page: PageContext): PageView {
  const { t, format, frame } = page
  const bank = screen.provider.name
  const errorOf = (field: FormField) => field.error && t(errorKeys[field.error], { label: field.label })
  return {
    hero: (
      <div class="pair" aria-hidden="true">
        <BankMark provider={screen.provider} />
      </div>
    ),
    title: t('credentials.title', { bank }),
    lead: t('credentials.lead', { types: format.list(screen.accountTypes.map((type) => t(`types.${type}`))) }),
    body: (
      <>
        <Summary screen={screen} page={page} errorOf={errorOf} />
        {/* Our own messages, in the page's language and tied to the summary, replace the browser's bubbles. */}
        <ActionForm page={page} do="credentials" id={mainForm} novalidate>
          {screen.fields.map((field) => (
            <Field key={field.id} field={field} page={page} error={errorOf(field)} />
          ))}
        </ActionForm>
        <Disclosure summary={t('credentials.protect')}>
          <p>{t('credentials.protectTravel', { operator: frame.operator.name, bank })}</p>
          <p>{t('credentials.protectKept')}</p>
          <p>{t('credentials.protectClient', { client: frame.client.name })}</p>
        </Disclosure>
      </>
    ),
    primary: <Submit>{t('credentials.submit')}</Submit>,
    secondary: screen.canSkip && (
      <Action page={page} do="offer_decline" quiet>
        {t('offer.decline')}
      </Action>
    ),
  }
}

interface SummaryProps {
  readonly screen: CredentialsScreen
  readonly page: PageContext
  readonly errorOf: (field: FormField) => string | undefined
}

function Summary({ screen, page, errorOf }: SummaryProps) {
  const items = screen.fields.flatMap((field) => {
    const text = errorOf(field)
    return text ? [{ href: `#f_${field.id}`, text }] : []
  })
  if (!screen.error && items.length === 0) return null
  if (!screen.error) return <ErrorSummary title={page.t('frame.attention')} items={items} />
  const { title, body } = errors[screen.error].person
  const { locale } = page.frame
  const text = screen.mayLock ? page.t('credentials.mayLock') : page.polish(body[locale])
  return <ErrorSummary title={page.polish(title[locale])} text={text} items={items} />
}
