import type { Secret } from '@raccord/connector-kit'

/** What a person can do on a page. The name is the `do` of the form (contract/screens.ts). */
export type Action =
  | { readonly do: 'choose_provider'; readonly providerId: string }
  | { readonly do: 'not_listed' }
  | { readonly do: 'back' }
  | { readonly do: 'choose_other' }
  | { readonly do: 'choose_channel'; readonly definitionId: string }
  /** `termsVersion`: of the client's registered text, if the page showed one. */
  | { readonly do: 'accept_consent'; readonly termsVersion?: string }
  | { readonly do: 'credentials'; readonly values: { readonly [fieldId: string]: Secret } }
  | { readonly do: 'challenge'; readonly answer: Secret }
  | { readonly do: 'challenge_choice'; readonly id: string }
  | { readonly do: 'challenge_resend' }
  | { readonly do: 'challenge_done' }
  | { readonly do: 'depart_again' }
  | { readonly do: 'phone_number'; readonly number: number }
  | { readonly do: 'phone_none' }
  | { readonly do: 'same_bank_renew' }
  | { readonly do: 'same_bank_both' }
  | { readonly do: 'other_login_new' }
  | { readonly do: 'other_login_back' }
  | { readonly do: 'offer_accept' }
  | { readonly do: 'offer_decline' }
  | { readonly do: 'offer_stop' }
  | { readonly do: 'accounts'; readonly ids: readonly string[] }
  | { readonly do: 'success_stop' }
  | { readonly do: 'retry' }
  | { readonly do: 'edit_credentials' }
  | { readonly do: 'renew' }
  /** A way to the bank that this connection does not use yet. */
  | { readonly do: 'add_channel'; readonly definitionId: string }
  | { readonly do: 'share'; readonly ids: readonly string[] }
  | { readonly do: 'disconnect' }
  | { readonly do: 'disconnect_keep' }
  | { readonly do: 'disconnect_confirm' }
  | { readonly do: 'manage_done' }
  | { readonly do: 'cancel' }
