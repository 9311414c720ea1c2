import { type CredentialField, Secret } from '@raccord/connector-kit'
import { type ActionName, actions, isActionName } from '@raccord/contract/wire'
import type { Action } from '../../../journey/actions.ts'
import type { View } from '../../../journey/look.ts'
import type { Leg } from '../../../journey/ports.ts'
import type { Sent } from '../../../journey/uploads.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import { checkFields } from '../present/form-fields.ts'
import type { Correction } from './show-journey.ts'

export type ReadAction =
  | { readonly kind: 'action'; readonly action: Action }
  /** The form lacks something: shown again, not sent on. */
  | { readonly kind: 'correct'; readonly correction: Correction }
  | { readonly kind: 'unknown' }

/** What is wrong with a form that its row of the table does not take. */
const corrections: Partial<Record<ActionName, Partial<Correction>>> = {
  phone_number: { phone: 'format' },
  accounts: { accounts: 'required' },
  share: { accounts: 'required' },
}

/** A form as the browser sent it. `shown`: what the bank asks for in the leg in hand. */
export function readAction(
  view: View,
  body: Record<string, unknown>,
  catalogue: Catalogue,
  shown: Leg['shown'],
  sent?: Sent,
): ReadAction {
  const name = body['do']
  if (!isActionName(name)) return { kind: 'unknown' }
  // Only the route that reads files has any.
  if (name === 'upload')
    return sent === undefined ? { kind: 'unknown' } : { kind: 'action', action: { do: name, files: sent } }
  if (name === 'credentials')
    return readCredentials(view, body, catalogue, shown?.kind === 'form' ? shown.fields : undefined)
  if (name === 'challenge') return readChallenge(actions.challenge.parse(body).answer, kindAsked(shown))
  const read = actions[name].safeParse(body)
  return read.success
    ? { kind: 'action', action: { do: name, ...read.data } as Action }
    : correct(corrections[name] ?? {})
}

function correct(what: Partial<Correction>): ReadAction {
  return { kind: 'correct', correction: { fields: [], typed: {}, errors: {}, ...what } }
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

function readChallenge(given: string, asked: 'otp' | 'choice' | 'other'): ReadAction {
  const typed = given.trim()
  // Codes are read out and copied in groups; no bank has a blank in one.
  const answer = asked === 'otp' ? typed.replace(/\s+/g, '') : typed
  if (answer === '') return correct({ challenge: 'required' })
  if (answer.length > 500) return correct({ challenge: 'format' })
  if (asked === 'choice') return { kind: 'action', action: { do: 'challenge_choice', id: answer } }
  return { kind: 'action', action: { do: 'challenge', answer: new Secret(answer) } }
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
