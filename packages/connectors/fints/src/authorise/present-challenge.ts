import type { Challenge, Outcome } from '@raccord/connector-kit'
import { has } from '../bank/failure.ts'
import type { TanMethod } from '../bank/tan-methods.ts'
import type { Session } from '../dialog/session.ts'
import type { Stage } from '../state.ts'
import type { Message } from '../wire/message.ts'
import { bytesAt, textAt } from '../wire/segment.ts'
import { berlinTime } from './berlin-time.ts'
import { challengeText } from './challenge-text.ts'
import { approvalOutcome, startPolling } from './decoupled.ts'
import { flickerCode } from './flicker.ts'
import { asks } from './outcome.ts'
import { pictureInText, readPicture, splitText } from './picture.ts'

/** A person has at least this long (PIN/TAN); most banks say themselves until when. */
const usualMs = 8 * 60_000
const longestMs = 30 * 60_000

export interface Asked {
  readonly reference: string
  readonly text: string
  /** HHD_UC, bytes as characters. */
  readonly data: string
  readonly until: Date | undefined
  /** Name of the device that the bank asks on. */
  readonly medium: string
}

/** Whether an answer asks for a proof. Codes may hang on any segment; `unreadable`: it asks, and does not say for what. */
export function challengeIn(message: Message): Asked | undefined | 'unreadable' {
  const wanted = has(message.codes, 30, 3955)
  const tan = message.segments.find(({ id, groups }) => id === 'HITAN' && groups[0]?.[0] === '4')
  const reference = tan ? textAt(tan, 2) : ''
  const needless = has(message.codes, 3076) || /^noref$/i.test(reference)
  if (needless && !wanted) return undefined
  if (!tan || reference === '' || reference.length > 64) return wanted ? 'unreadable' : undefined
  if (needless) return undefined
  return {
    reference,
    text: textAt(tan, 3),
    data: bytesAt(tan, 4),
    until: berlinTime(textAt(tan, 5, 0), textAt(tan, 5, 1)),
    medium: textAt(tan, 6).slice(0, 60),
  }
}

export function presentChallenge(
  session: Session,
  stage: Stage,
  method: TanMethod | undefined,
  message: Message,
  asked: Asked,
): Outcome {
  const now = session.bank.now().getTime()
  const until = asked.until?.getTime()
  const expiresAt = until !== undefined && until > now ? Math.min(until, now + longestMs) : now + usualMs
  const { reference } = asked
  if (has(message.codes, 3955) || method?.kind === 'decoupled') {
    const text = challengeText(asked.text, method?.structured ?? true)
    startPolling(session, method, { stage, reference, expiresAt, message: text })
    return approvalOutcome(session, method)
  }
  session.state = { ...session.state, pending: { kind: 'tan', stage, reference, expiresAt } }
  return asks(session, challengeOf(method, asked, new Date(expiresAt)))
}

function challengeOf(method: TanMethod | undefined, asked: Asked, expiresAt: Date): Challenge {
  const words = (written: string) => {
    const message = challengeText(written, method?.structured ?? true)
    return message === undefined ? {} : { message }
  }
  const shape = {
    ...(method?.maxLength === undefined ? {} : { maxLength: method.maxLength }),
    ...(method?.format === undefined ? {} : { format: method.format }),
    expiresAt,
  }
  if (method?.kind === 'photo' || method?.kind === 'qr') {
    const variant = method.kind === 'qr' ? 'qr' : 'photo_tan'
    const image = readPicture(asked.data)
    if (image) return { kind: 'image', variant, image, ...words(asked.text), ...shape }
    const inText = pictureInText(asked.text)
    if (inText) return { kind: 'image', variant, image: inText.picture, ...words(inText.words), ...shape }
  }
  if (method?.kind === 'flicker') {
    const split = splitText(asked.text)
    // HHD 1.3 leaves out the first digit of the length.
    const code = flickerCode(asked.data) ?? (split && (flickerCode(split.data) ?? flickerCode(`0${split.data}`)))
    if (code !== undefined)
      return { kind: 'image', variant: 'flicker', flickerCode: code, ...words(split?.words ?? asked.text), ...shape }
  }
  // No form that a screen can show: the words, and a field.
  return {
    kind: 'otp',
    medium: mediumOf(method),
    ...(asked.medium === '' ? {} : { destination: asked.medium }),
    canResend: false,
    ...words(splitText(asked.text)?.words ?? asked.text),
    ...shape,
  }
}

function mediumOf(method: TanMethod | undefined): Extract<Challenge, { kind: 'otp' }>['medium'] {
  if (method?.kind === 'sms' || method?.kind === 'app') return method.kind
  return method?.kind === 'reader' || method?.kind === 'flicker' ? 'device' : 'unknown'
}
