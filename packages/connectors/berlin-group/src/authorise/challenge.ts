import type { Challenge } from '@raccord/connector-kit'
import type { ChallengeData, ScaAnswer, ScaMethod } from './sca-answer.ts'

/** Base64 of the standard's 512 kB. */
const maxImageLength = 700_000
const maxMessageLength = 1000
/** HHD_UC as hexadecimal text: far longer than a start code of a reader, which has up to 12 digits. */
const flickerPattern = /^[0-9A-F]{20,500}$/i

/** What the person is shown for a code: from the method chosen and the bank's `challengeData` (1.3 §14.26). */
export function challengeOf(answer: ScaAnswer, chosen: ScaMethod | undefined, canResend: boolean): Challenge {
  const data = answer.challengeData
  const method = answer.chosenScaMethod ?? chosen
  const type = method?.authenticationType?.toUpperCase() ?? ''
  const message = messageOf(answer)
  const shape = {
    ...(message === undefined ? {} : { message }),
    ...(data?.otpMaxLength === undefined ? {} : { maxLength: Math.max(1, Math.min(data.otpMaxLength, 64)) }),
    ...(data?.otpFormat === undefined
      ? {}
      : { format: data.otpFormat === 'integer' ? ('digits' as const) : ('characters' as const) }),
  }
  const picture = pictureOf(data, type, method)
  if (picture) return { kind: 'image', ...picture, ...shape }
  const destination = method?.name?.slice(0, 120)
  return {
    kind: 'otp',
    medium: mediumOf(type),
    ...(destination === undefined ? {} : { destination }),
    ...shape,
    canResend,
  }
}

/** The bank's words to its customer. `additionalInformation` must be shown. Plain text: the page escapes it. */
function messageOf(answer: ScaAnswer): string | undefined {
  const data = answer.challengeData
  // Short `data` is what the person types into a reader; a long one is a picture's code.
  const typed = data?.data.filter((line) => !flickerPattern.test(line)) ?? []
  const lines = [answer.psuMessage, data?.additionalInformation, ...typed].filter((line) => line !== undefined)
  const joined = [...new Set(lines)]
    .join('\n')
    .replace(/[^\P{C}\n]/gu, '')
    .slice(0, maxMessageLength)
  return joined || undefined
}

/** `authenticationType` is an open list: anything unknown is a code from somewhere. */
function mediumOf(type: string): Extract<Challenge, { kind: 'otp' }>['medium'] {
  if (type.startsWith('SMS')) return 'sms'
  if (type.startsWith('SMTP') || type.startsWith('EMAIL')) return 'email'
  if (type.startsWith('PUSH')) return 'app'
  if (type.startsWith('CHIP') || type.startsWith('PHOTO')) return 'device'
  return 'unknown'
}

type Picture = Pick<Extract<Challenge, { kind: 'image' }>, 'variant' | 'image' | 'flickerCode'>

function pictureOf(data: ChallengeData | undefined, type: string, method: ScaMethod | undefined): Picture | undefined {
  const hint = `${method?.name ?? ''} ${method?.authenticationMethodId ?? ''}`
  const image = imageOf(data?.image)
  if (image) {
    const variant = /\bqr/i.test(hint) ? 'qr' : type.startsWith('PHOTO') ? 'photo_tan' : 'image'
    return { variant, image }
  }
  // An HHD_UC flicker code comes as hexadecimal text in `data`.
  const flickerCode = data?.data.find((line) => flickerPattern.test(line))
  return type.startsWith('CHIP') && flickerCode !== undefined ? { variant: 'flicker', flickerCode } : undefined
}

/** Only what the bytes themselves say is a PNG, GIF or JPEG: it becomes a `data:` image on our page. */
function imageOf(text: string | undefined): { type: string; base64: string } | undefined {
  const base64 = text?.replace(/^data:image\/[a-z]+;base64,/i, '').replace(/\s+/g, '') ?? ''
  if (base64 === '' || base64.length > maxImageLength || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const head = Buffer.from(base64.slice(0, 16), 'base64').toString('latin1')
  const type = head.startsWith('\x89PNG')
    ? 'png'
    : head.startsWith('GIF8')
      ? 'gif'
      : head.startsWith('\xff\xd8\xff')
        ? 'jpeg'
        : ''
  return type === '' ? undefined : { type: `image/${type}`, base64 }
}

/** The list of methods as a choice. */
export function choiceOf(answer: ScaAnswer): Challenge {
  const message = messageOf(answer)
  return {
    kind: 'choice',
    ...(message === undefined ? {} : { message }),
    options: answer.scaMethods.map((method) => ({
      id: method.id,
      label: method.name ?? method.authenticationType ?? method.id,
      ...(method.explanation === undefined ? {} : { detail: method.explanation }),
    })),
  }
}
