import { type Answer, type Challenge, type CredentialField, type Outcome, Secret } from '@raccord/connector-kit'
import { locales } from '@raccord/contract'
import type { Fields, Session } from './session.ts'
import { type Pending, writeState } from './state.ts'

type Question = Extract<Pending, { kind: 'fields' }>
type Field = Question['fields'][number]

const longest = 200
const media = {
  sms: 'sms',
  phone_call: 'sms',
  email: 'email',
  mobile_app: 'app',
  device: 'device',
  offline: 'device',
} as const

/** What the module asks, as the widget shows it: a code, a choice, a sentence; several at once are a form. */
export function questionOf(session: Session, question: Question): Outcome {
  const state = writeState(session.state)
  const [field, ...others] = question.fields
  if (!field || others.length > 0) return { kind: 'form', fields: question.fields.map(formField), state }
  return { kind: 'challenge', challenge: challengeOf(question, field), state }
}

function challengeOf(question: Question, field: Field): Challenge {
  const expires = question.expiresAt === undefined ? {} : { expiresAt: new Date(question.expiresAt) }
  const written = question.message ?? field.label
  const message = written === undefined ? {} : { message: written }
  if (field.choices) {
    const options = field.choices.map(({ value, label }, at) => ({ id: String(at), label: label || value }))
    return { kind: 'choice', options, ...message, ...expires }
  }
  if (question.medium !== undefined || field.masked) {
    const { medium, mediumLabel: destination } = question
    return {
      ...{ kind: 'otp', medium: medium === undefined ? 'unknown' : media[medium], canResend: false },
      ...(destination === undefined ? {} : { destination }),
      ...{ ...message, ...expires, maxLength: longest },
    }
  }
  return { kind: 'text', message: written ?? field.id, secret: false, maxLength: longest, ...expires }
}

function formField({ id, label = id, masked, required, choices }: Field): CredentialField {
  const words = Object.fromEntries(locales.map((locale) => [locale, label])) as CredentialField['label']
  return {
    ...{ id, label: words, secret: masked, required, maxLength: longest },
    type: choices ? 'select' : masked ? 'password' : 'text',
    ...(choices ? { options: choices } : {}),
  }
}

/** What the person answered, under the module's own names. `undefined`: it does not fit what was asked. */
export function readAnswers({ fields }: Question, answer: Answer): Fields | undefined {
  const [only, ...others] = fields
  if (answer.kind === 'fields') {
    const known = fields.flatMap(({ id }) => {
      const value = answer.values[id]
      return value === undefined || value.expose() === '' ? [] : [[id, value] as const]
    })
    const complete = fields.every(({ id, required }) => !required || known.some(([given]) => given === id))
    return complete && known.length > 0 ? Object.fromEntries(known) : undefined
  }
  if (!only || others.length > 0) return undefined
  if (answer.kind === 'secret') return answer.value.expose().trim() === '' ? undefined : { [only.id]: answer.value }
  const chosen = answer.kind === 'choice' && /^\d{1,3}$/.test(answer.id) ? only.choices?.[Number(answer.id)] : undefined
  return chosen && { [only.id]: new Secret(chosen.value) }
}
