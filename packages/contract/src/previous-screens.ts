import type { AccountType } from './account-types.ts'
import type { ReturnMessage } from './return-message.ts'
import type { FormField, ProviderTile } from './screens.ts'

/** Screens that only the previous widgets lead to (WIRE §7). They go with them. */
export type PreviousScreen = ChannelChoiceScreen | TermsScreen | ProfessionalAccountScreen | GoneScreen

/** A bank with two ways in. Forms `do=choose_channel` with `channel`; the first choice is the one for most people. */
export interface ChannelChoiceScreen {
  readonly kind: 'channel_choice'
  readonly provider: ProviderTile
  readonly choices: readonly {
    readonly definitionId: string
    readonly mode: 'REDIRECT' | 'EMBEDDED'
    readonly accountTypes: readonly AccountType[]
  }[]
}

/** The person has done what the page is for: on to the client. */
export interface Farewell {
  /** Complete, status included. */
  readonly target: string
  readonly message: ReturnMessage
  /** Just done: the page leaves by itself. Otherwise it is only looked at again. */
  readonly leave: boolean
}

/** The terms apart from any bank. Form `do=accept_terms`. */
export interface TermsScreen {
  readonly kind: 'terms'
  /** The client's own terms: plain text, line breaks kept. */
  readonly own?: string
  /** How long a permission at a bank lasts at most. */
  readonly days: number
  readonly accepted?: Farewell & {
    /** `YYYY-MM-DD`. */
    readonly day: string
  }
}

export const professionalCountries = ['FR', 'IT', 'GB', 'OTHER'] as const
export type ProfessionalCountry = (typeof professionalCountries)[number]

export const legalForms = ['SOLE_TRADER', 'COMPANY', 'PARTNERSHIP', 'ASSOCIATION', 'PUBLIC_BODY', 'OTHER'] as const
export type LegalForm = (typeof legalForms)[number]

export const professionalRoles = ['OWNER', 'LEGAL_REPRESENTATIVE', 'EMPLOYEE', 'ACCOUNTANT'] as const
export type ProfessionalRole = (typeof professionalRoles)[number]

export const professionalFields = ['company_name', 'country', 'registration_number', 'legal_form', 'role'] as const
export type ProfessionalField = (typeof professionalFields)[number]

/** Form `do=professional_account` with `f_<field>` inputs. */
export interface ProfessionalAccountScreen {
  readonly kind: 'professional_account'
  readonly values: { readonly [K in ProfessionalField]?: string }
  /** `refused`: the check digits of a registration number are wrong. */
  readonly errors: { readonly [K in ProfessionalField]?: NonNullable<FormField['error']> }
  readonly saved?: Farewell
}

/** After the sunset. Nothing to press, and the same for everybody. */
export interface GoneScreen {
  readonly kind: 'gone'
  /** First day without the previous widgets, `YYYY-MM-DD`. */
  readonly since: string
  /** Path that takes its place, if one does. */
  readonly successor?: string
  /** What a developer reads next. */
  readonly noticeUrl: string
}
