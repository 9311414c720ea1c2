import type { FormField, SignInScreen } from '@raccord/contract'
import { ButtonLink, mainForm, Submit } from '../../components/button/view.tsx'
import { Fields, wrongFields } from '../../components/field/all.tsx'
import { ErrorSummary, type Wrong } from '../../components/notice/view.tsx'
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
        <ErrorSummary page={page} wrong={refused(screen, page) ?? wrongFields({ fields, errorOf })} />
        <form method="post" action={frame.action} id={mainForm} novalidate data-enhance="guard">
          {screen.request.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Fields fields={fields} page={page} errorOf={errorOf} />
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
      value: email,
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

function refused({ error }: SignInScreen, { t }: PageContext): Wrong[] | undefined {
  if (!error) return undefined
  return [{ href: '#f_email', text: t(error === 'refused' ? 'signIn.refusedText' : 'signIn.laterText') }]
}
