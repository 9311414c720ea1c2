import type { CredentialsScreen, FormField } from '@raccord/contract'
import { errors } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { BankMark } from '../../components/bank-tile/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { Disclosure } from '../../components/disclosure/view.tsx'
import { Fields, wrongFields } from '../../components/field/all.tsx'
import { ErrorSummary, type Wrong } from '../../components/notice/view.tsx'
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
  const { fields } = screen
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
        <ErrorSummary page={page} wrong={refused(screen, page) ?? wrongFields({ fields, errorOf })} />
        {/* Our own messages, in the page's language and tied to the summary, replace the browser's bubbles. */}
        <ActionForm page={page} do="credentials" id={mainForm} novalidate>
          <Fields fields={fields} page={page} errorOf={errorOf} together={screen.error !== undefined} />
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

/** The bank refused them as a whole, and says no more. */
function refused({ error, fields, mayLock }: CredentialsScreen, page: PageContext): Wrong[] | undefined {
  if (!error) return undefined
  const text = mayLock ? page.t('credentials.mayLock') : page.polish(errors[error].person.title[page.frame.locale])
  return [{ href: `#f_${fields[0]?.id}`, text }]
}
