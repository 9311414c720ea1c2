import {
  type FormField,
  legalForms,
  type ProfessionalAccountScreen,
  type ProfessionalField,
  professionalCountries,
  professionalFields,
  professionalRoles,
} from '@raccord/contract'
import { ActionForm } from '../../components/action-form/view.tsx'
import { mainForm, Submit } from '../../components/button/view.tsx'
import { Disclosure } from '../../components/disclosure/view.tsx'
import { farewell } from '../../components/farewell/view.tsx'
import { Fields, wrongFields } from '../../components/field/all.tsx'
import { Icon } from '../../components/icon/view.tsx'
import { ErrorSummary } from '../../components/notice/view.tsx'
import type { PageContext } from '../../page-context.ts'
import type { PageView } from '../../page-view.ts'

const errorKeys = {
  required: 'credentials.required',
  too_long: 'credentials.tooLong',
  format: 'credentials.format',
  refused: 'professional.checkDigits',
} as const

/** Which business the accounts belong to: asked once, kept with the person. */
export function professionalAccountPage(screen: ProfessionalAccountScreen, page: PageContext): PageView {
  const { t, frame } = page
  const client = frame.client.name
  if (screen.saved) {
    return {
      hero: (
        <div class="seal" aria-hidden="true">
          <Icon name="check" />
        </div>
      ),
      title: t('professional.saved'),
      lead: t('professional.savedLead', { client }),
      ...farewell(screen.saved, page),
    }
  }
  const fields = professionalFields.map((name) => fieldOf(name, screen, page))
  const errorOf = (field: FormField) => field.error && t(errorKeys[field.error], { label: field.label })
  return {
    title: t('professional.title'),
    lead: t('professional.lead', { client }),
    body: (
      <>
        <ErrorSummary page={page} wrong={wrongFields({ fields, errorOf })} />
        <ActionForm page={page} do="professional_account" id={mainForm} novalidate>
          <Fields fields={fields} page={page} errorOf={errorOf} />
        </ActionForm>
        <Disclosure summary={t('credentials.protect')}>
          <p>{t('professional.kept', { operator: frame.operator.name, client })}</p>
          <p>{t('professional.erased', { client })}</p>
        </Disclosure>
      </>
    ),
    primary: <Submit>{t('professional.submit')}</Submit>,
  }
}

function fieldOf(name: ProfessionalField, screen: ProfessionalAccountScreen, page: PageContext): FormField {
  const { t } = page
  const value = screen.values[name]
  const error = screen.errors[name]
  const options = {
    country: professionalCountries.map((code) => ({ value: code, label: t(`country.${code}`) })),
    legal_form: legalForms.map((form) => ({ value: form, label: t(`legalForm.${form}`) })),
    role: professionalRoles.map((role) => ({ value: role, label: t(`role.${role}`) })),
  }
  const shared = {
    id: name,
    label: t(`professional.${name}`),
    required: true,
    value,
    error,
  }
  if (name === 'company_name') return { ...shared, type: 'text', maxLength: 120, autocomplete: 'organization' }
  if (name === 'registration_number')
    return { ...shared, type: 'text', maxLength: 40, help: t('professional.numberHelp') }
  return { ...shared, type: 'select', options: options[name] }
}
