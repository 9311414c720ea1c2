import {
  type FormField,
  type LegalForm,
  legalForms,
  type ProfessionalCountry,
  type ProfessionalField,
  type ProfessionalRole,
  professionalCountries,
  professionalRoles,
} from '@raccord/contract'
import { readRegistrationNumber } from './registration-number.ts'

/** Which business a person's accounts belong to (previous widgets, WIRE §7). Field names are the wire's. */
export interface ProfessionalAccount {
  readonly company_name: string
  readonly country: ProfessionalCountry
  /** Without blanks. */
  readonly registration_number: string
  readonly legal_form: LegalForm
  readonly role: ProfessionalRole
}

/** Where it is kept, sealed; it goes with the user. */
export interface ProfessionalAccounts {
  find(userId: number): Promise<ProfessionalAccount | undefined>
  put(userId: number, account: ProfessionalAccount, at: Date): Promise<void>
}

export type ReadProfessionalAccount =
  | { readonly kind: 'account'; readonly account: ProfessionalAccount }
  | {
      readonly kind: 'wrong'
      readonly values: { readonly [K in ProfessionalField]?: string }
      readonly errors: { readonly [K in ProfessionalField]?: NonNullable<FormField['error']> }
    }

/** Reads the form of the page; what was typed comes back with what is wrong in it. */
export function readProfessionalAccount(text: (field: ProfessionalField) => string): ReadProfessionalAccount {
  const company_name = text('company_name')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  const country = professionalCountries.find((code) => code === text('country'))
  const legal_form = legalForms.find((form) => form === text('legal_form'))
  const role = professionalRoles.find((known) => known === text('role'))
  const typed = text('registration_number').trim()
  const number = typed === '' || typed.length > 40 ? undefined : readRegistrationNumber(country ?? 'OTHER', typed)
  if (company_name !== '' && company_name.length <= 120 && country && legal_form && role && number?.kind === 'number')
    return { kind: 'account', account: { company_name, country, registration_number: number.number, legal_form, role } }
  return {
    kind: 'wrong',
    values: {
      company_name: company_name.slice(0, 120),
      registration_number: typed.slice(0, 40),
      ...(country ? { country } : {}),
      ...(legal_form ? { legal_form } : {}),
      ...(role ? { role } : {}),
    },
    errors: {
      ...(company_name === '' ? { company_name: 'required' } : {}),
      ...(company_name.length > 120 ? { company_name: 'too_long' } : {}),
      ...(country ? {} : { country: 'required' }),
      ...(typed === '' ? { registration_number: 'required' } : {}),
      ...(typed.length > 40 ? { registration_number: 'too_long' } : {}),
      ...(number?.kind === 'wrong' && country
        ? { registration_number: number.why === 'check_digits' ? 'refused' : 'format' }
        : {}),
      ...(legal_form ? {} : { legal_form: 'required' }),
      ...(role ? {} : { role: 'required' }),
    },
  }
}
