import { type CredentialField, Secret } from '@raccord/connector-kit'
import type { Action } from '../../journey/actions.ts'
import type { View } from '../../journey/look.ts'
import type { Leg } from '../../journey/ports.ts'
import type { Catalogue } from '../../providers/catalogue.ts'
import { checkFields } from './present/form-fields.ts'
import type { Correction } from './show-journey.ts'

export type ReadAction =
  | { readonly kind: 'action'; readonly action: Action }
  /** The form lacks something: shown again, not sent on. */
  | { readonly kind: 'correct'; readonly correction: Correction }
  | { readonly kind: 'unknown' }

const plain = [
  'not_listed',
  'back',
  'choose_other',
  'challenge_resend',
  'challenge_done',
  'depart_again',
  'phone_none',
  'same_bank_renew',
  'same_bank_both',
  'other_login_new',
  'other_login_back',
  'offer_accept',
  'offer_decline',
  'offer_stop',
  'success_stop',
  'retry',
  'edit_credentials',
  'renew',
  'disconnect',
  'disconnect_keep',
  'disconnect_confirm',
  'manage_done',
  'cancel',
] as const

/** A form as the browser sent it. `shown`: what the bank asks for in the leg in hand. */
export function readAction(
  view: View,
  body: Record<string, unknown>,
  catalogue: Catalogue,
  shown: Leg['shown'],
): ReadAction {
  const name = text(body['do'])
  const simple = plain.find((known) => known === name)
  if (simple) return { kind: 'action', action: { do: simple } }
  if (name === 'accept_consent') {
    const termsVersion = text(body['terms_version'])
    return { kind: 'action', action: { do: name, ...(termsVersion ? { termsVersion } : {}) } }
  }
  if (name === 'choose_provider')
    return { kind: 'action', action: { do: 'choose_provider', providerId: text(body['provider_id']) } }
  if (name === 'choose_channel')
    return { kind: 'action', action: { do: 'choose_channel', definitionId: text(body['channel']) } }
  if (name === 'add_channel') return { kind: 'action', action: { do: name, definitionId: text(body['channel']) } }
  if (name === 'phone_number') return readNumber(body)
  if (name === 'credentials')
    return readCredentials(view, body, catalogue, shown?.kind === 'form' ? shown.fields : undefined)
  if (name === 'challenge') return readChallenge(body, kindAsked(shown))
  if (name === 'accounts' || name === 'share') return readAccounts(name, body)
  return { kind: 'unknown' }
}

/** As it is shown, in two groups, or without the blank. What is no such number is no try. */
function readNumber(body: Record<string, unknown>): ReadAction {
  const typed = text(body['number'])
    .normalize('NFKC')
    .replace(/[\s.-]+/g, '')
  if (!/^\d{6}$/.test(typed))
    return { kind: 'correct', correction: { fields: [], typed: {}, errors: {}, phone: 'format' } }
  return { kind: 'action', action: { do: 'phone_number', number: Number(typed) } }
}

function readCredentials(
  view: View,
  body: Record<string, unknown>,
  catalogue: Catalogue,
  asked: readonly CredentialField[] | undefined,
): ReadAction {
  const definition = view.step.kind === 'credentials' ? view.step.channel.definitionId : ''
  const fields = asked ?? catalogue.channel(definition)?.fields ?? []
  const typed = Object.fromEntries(fields.map((field) => [field.id, trimmed(field, text(body[`f_${field.id}`]))]))
  const errors = checkFields(fields, typed)
  if (Object.keys(errors).length > 0) return { kind: 'correct', correction: { fields, typed, errors } }
  const given = Object.entries(typed).filter(([, value]) => value !== '')
  return {
    kind: 'action',
    action: { do: 'credentials', values: Object.fromEntries(given.map(([id, value]) => [id, new Secret(value)])) },
  }
}

function readChallenge(body: Record<string, unknown>, asked: 'otp' | 'choice' | 'other'): ReadAction {
  const typed = text(body['answer']).trim()
  // Codes are read out and copied in groups; no bank has a blank in one.
  const answer = asked === 'otp' ? typed.replace(/\s+/g, '') : typed
  if (answer === '')
    return { kind: 'correct', correction: { fields: [], typed: {}, errors: {}, challenge: 'required' } }
  if (answer.length > 500)
    return { kind: 'correct', correction: { fields: [], typed: {}, errors: {}, challenge: 'format' } }
  if (asked === 'choice') return { kind: 'action', action: { do: 'challenge_choice', id: answer } }
  return { kind: 'action', action: { do: 'challenge', answer: new Secret(answer) } }
}

function readAccounts(name: 'accounts' | 'share', body: Record<string, unknown>): ReadAction {
  const given = body['account']
  const ids = (Array.isArray(given) ? given : [given])
    .filter((id): id is string => typeof id === 'string' && /^\d{1,15}$/.test(id))
    .slice(0, 1000)
  if (ids.length === 0)
    return { kind: 'correct', correction: { fields: [], typed: {}, errors: {}, accounts: 'required' } }
  return { kind: 'action', action: { do: name, ids } }
}

/** Passwords keep their spaces: some have them. */
function trimmed(field: CredentialField, value: string): string {
  return field.type === 'password' ? value : value.trim()
}

/** A field given twice is nobody's form. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function kindAsked(shown: Leg['shown']): 'otp' | 'choice' | 'other' {
  const kind = shown?.kind === 'challenge' ? shown.challenge.kind : undefined
  return kind === 'otp' || kind === 'choice' ? kind : 'other'
}
