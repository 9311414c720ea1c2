import type { PhoneNumberScreen } from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { Pair } from '../../components/bank-tile/view.tsx'
import { Action, mainForm, Submit } from '../../components/button/view.tsx'
import { ErrorSummary, summaryId } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

/** Typed, not chosen: a number among three is guessed by one in three. */
export function phoneNumberPage(screen: PhoneNumberScreen, page: PageContext): PageView {
  const { t, frame } = page
  const error = errorText(screen, page)
  return {
    hero: <Pair client={frame.client} provider={screen.provider} />,
    title: t('phoneNumber.title'),
    lead: t('phoneNumber.lead', { bank: screen.provider.name }),
    live: true,
    body: (
      <>
        <ErrorSummary page={page} wrong={error ? [{ href: '#number', text: error }] : []} />
        <ActionForm page={page} do="phone_number" id={mainForm} novalidate>
          <div class={error ? 'field wrong' : 'field'}>
            <label for="number">{t('phoneNumber.label')}</label>
            <p class="help" id="number-help">
              {t('phoneNumber.help')}
            </p>
            <input
              id="number"
              name="number"
              type="text"
              class="code"
              inputmode="numeric"
              autocomplete="off"
              maxlength={9}
              required
              aria-invalid={error ? 'true' : 'false'}
              aria-describedby={error ? `number-help ${summaryId}` : 'number-help'}
            />
          </div>
        </ActionForm>
      </>
    ),
    primary: <Submit>{t('phoneNumber.go')}</Submit>,
    secondary: (
      <Action page={page} do="phone_none" quiet>
        {t('phoneNumber.none')}
      </Action>
    ),
  }
}

function errorText({ error, triesLeft }: PhoneNumberScreen, { t }: PageContext): string | undefined {
  if (error === 'format') return t('phoneNumber.format')
  if (error === 'wrong') return t('phoneNumber.wrong', { count: triesLeft })
  return undefined
}
