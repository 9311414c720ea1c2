import type { FormField, SignInScreen } from '@raccord/contract'
import { ButtonLink, mainForm, Submit } from '../../components/button/view.tsx'
import { Field } from '../../components/field/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'
import { safeHref } from '../../safe-href.ts'

export function signInPage(screen: SignInScreen, page: PageContext): PageView {
  const { t, frame } = page
  const client = frame.client.name
  const cancel = safeHref(screen.cancelUrl)
  const fields = fieldsOf(screen, page)
  const errorOf = (field: FormField) => field.error && t('credentials.required', { label: field.label })
  // Reading includes nothing more than managing does: said once.
  const allowed = screen.scopes.filter(
    (scope) => scope !== 'accounts_read' || !screen.scopes.includes('accounts_manage'),
  )
  return {
    title: t('signIn.title'),
    lead: t('signIn.lead', { client }),
    body: (
      <>
        <Summary screen={screen} page={page} fields={fields} />
        <form method="post" action={frame.action} id={mainForm} novalidate data-enhance="guard">
          {screen.request.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {fields.map((field) => (
            <Field key={field.id} field={field} page={page} error={errorOf(field)} />
          ))}
        </form>
        <section class="terms">
          <h2>{t('signIn.allow', { client })}</h2>
          <ul class="plain">
            {allowed.map((scope) => (
              <li key={scope}>{t(`allow.${scope}`)}</li>
            ))}
          </ul>
        </section>
      </>
    ),
    primary: <Submit>{t('signIn.submit')}</Submit>,
    secondary: cancel && (
      <ButtonLink href={cancel} quiet>
        {t('frame.cancel')}
      </ButtonLink>
    ),
  }
}

function fieldsOf({ email, missing }: SignInScreen, { t }: PageContext): readonly FormField[] {
  const wrong = (name: 'email' | 'password') => (missing.includes(name) ? ({ error: 'required' } as const) : {})
  return [
    {
      id: 'email',
      label: t('signIn.email'),
      type: 'text',
      required: true,
      maxLength: 254,
      autocomplete: 'username',
      ...(email === undefined ? {} : { value: email }),
      ...wrong('email'),
    },
    {
      id: 'password',
      label: t('signIn.password'),
      type: 'password',
      required: true,
      maxLength: 256,
      ...wrong('password'),
    },
  ]
}

interface SummaryProps {
  readonly screen: SignInScreen
  readonly page: PageContext
  readonly fields: readonly FormField[]
}

function Summary({ screen, page: { t }, fields }: SummaryProps) {
  if (screen.error === 'refused') return <ErrorSummary title={t('signIn.refused')} text={t('signIn.refusedText')} />
  if (screen.error === 'later') return <ErrorSummary title={t('signIn.later')} text={t('signIn.laterText')} />
  const items = fields.flatMap(({ id, label, error }) =>
    error ? [{ href: `#f_${id}`, text: t('credentials.required', { label }) }] : [],
  )
  return items.length > 0 ? <ErrorSummary title={t('frame.attention')} items={items} /> : null
}
