import { actOf, type Draft, type DraftChallenge, MAX_TEXT, type RecordReader } from './draft.ts'
import { SCA_TYPES, type ScaMethod } from './scenario.ts'
import { whole } from './whole.ts'

/** Kinds of CHALLENGE, each with the way to prove oneself that it has where SCA_METHODS says nothing else. */
const KINDS: Readonly<Record<string, ScaMethod>> = {
  OTP: { id: 'otp', type: 'SMS_OTP', name: '•• •• •• 21' },
  EMAIL: { id: 'mail', type: 'SMTP_OTP', name: 'm•••@example.org' },
  CHIP: { id: 'chip', type: 'CHIP_OTP', name: 'card ending 0430' },
  FLICKER: { id: 'flicker', type: 'CHIP_FLICKER', name: 'chipTAN optical, card ending 0430' },
  OFFLINE: { id: 'offline', type: 'CHIP_OFFLINE', name: 'code generator' },
  PHOTO_TAN: { id: 'photo', type: 'PHOTO_OTP', name: 'photoTAN' },
  QR: { id: 'qr', type: 'QR_OTP', name: 'chipTAN QR' },
  IMAGE: { id: 'image', type: 'IMAGE', name: 'picture' },
  QUESTION: { id: 'question', type: 'QUESTION', name: 'question' },
  PUSH: { id: 'app', type: 'PUSH_OTP', name: 'app of the bank' },
}

const MAX_CHALLENGES = 5

export const readChallenge: RecordReader = ([kind = '', code = '', ...rest], draft) => {
  const method = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  const { challenges } = actOf(draft)
  if (rest.length > 2) return 'field_count'
  if (!method || challenges.length >= MAX_CHALLENGES) return 'challenge'
  const known = method.type === 'QUESTION' ? /^[^\p{C}]{1,60}$/u : /^[A-Za-z0-9]{1,20}$/
  // An app asks for no code.
  if (!known.test(code) && !(method.type === 'PUSH_OTP' && code === '')) return 'challenge'
  const length = rest[0] === undefined ? Math.max(1, code.length) : whole(rest[0], 1, 60)
  const attempts = rest[1] === undefined ? 3 : whole(rest[1], 1, 10)
  if (length === undefined || attempts === undefined || code.length > length) return 'challenge'
  challenges.push({ code, length, attempts, methods: draft.methods ?? [method] })
  delete draft.methods
  return undefined
}

export const readMethods: RecordReader = (fields, draft) => {
  if (fields.length < 1 || fields.length > 10) return 'methods'
  const methods: ScaMethod[] = []
  for (const field of fields) {
    const [, id, word, name] = /^([^:]{1,35}):([A-Z_]+):(.{1,100})$/.exec(field) ?? []
    const type = SCA_TYPES.find((known) => known === word)
    if (!id || !type || !name || methods.some((other) => other.id === id)) return 'methods'
    methods.push({ id, type, name })
  }
  const challenge = latest(draft)
  if (challenge) challenge.methods = methods
  else draft.methods = methods
  return undefined
}

export const readMessage: RecordReader = (fields, draft) => {
  const challenge = latest(draft)
  if (!challenge) return 'challenge_first'
  const [text = ''] = fields
  if (fields.length !== 1 || text === '') return 'field_count'
  if (text.length > MAX_TEXT) return 'text_length'
  challenge.message = text
  return undefined
}

/** EXPIRES|seconds and RESENDS|n: a number that belongs to the challenge above. */
export function challengeNumber(name: 'expiresSeconds' | 'resends', from: number, to: number): RecordReader {
  return (fields, draft) => {
    const challenge = latest(draft)
    if (!challenge) return 'challenge_first'
    const value = fields.length === 1 ? whole(fields[0], from, to) : undefined
    if (value === undefined) return 'number'
    challenge[name] = value
    return undefined
  }
}

export const readApproval: RecordReader = ([decision = '', seconds, ...rest], draft) => {
  const challenge = latest(draft)
  if (!challenge) return 'challenge_first'
  const after = seconds === undefined ? 0 : whole(seconds, 0, 600)
  if (rest.length > 0 || after === undefined) return 'approval'
  if (decision !== 'ask' && decision !== 'approve' && decision !== 'refuse') return 'approval'
  challenge.approval = { decision, seconds: after }
  return undefined
}

/** THEN|reads|n|consent or THEN|days|n|consent: what follows holds from then on. */
export const readThen: RecordReader = ([unit = '', count, consent = 'expired', ...rest], draft) => {
  const number = whole(count, 0, 3_650)
  if (rest.length > 0 || draft.later || number === undefined) return 'later'
  if (unit !== 'reads' && unit !== 'days') return 'later'
  if (consent !== 'expired' && consent !== 'revoked' && consent !== 'kept') return 'later'
  draft.later = { after: { unit, count: number }, consent, challenges: [], faults: [] }
  return undefined
}

/** The password that the bank takes from then on. */
export const readPassword: RecordReader = (fields, draft) => {
  const [password = ''] = fields
  if (fields.length !== 1) return 'field_count'
  if (!draft.later) return 'later'
  if (password === '' || password.length > 100) return 'credentials_empty'
  draft.later.password = password
  return undefined
}

/** A password that the bank knew, and takes no longer: without a word the one that CREDENTIALS names. */
export const readExpiredPassword: RecordReader = (fields, draft) => {
  const expired = fields[0] ?? draft.credentials?.password ?? ''
  if (fields.length > 1) return 'field_count'
  if (expired === '' || expired.length > 100) return 'credentials_empty'
  actOf(draft).expiredPassword = expired
  return undefined
}

const latest = (draft: Draft): DraftChallenge | undefined => actOf(draft).challenges.at(-1)
