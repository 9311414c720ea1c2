import type { Challenge } from '@raccord/connector-kit'
import type { ChallengeData, ScaAnswer, ScaMethod } from './sca-answer.ts'

/** Base64 of the standard's 512 kB. */
const maxImageLength = 700_000
const maxMessageLength = 1000
/** HHD_UC as hexadecimal text: far longer than a start code of a reader, which has up to 12 digits. */
const flickerPattern = /^[0-9A-F]{20,500}$/i

/** What the person is shown: from the method chosen and the bank's `challengeData` (1.3 §14.26). */
export function challengeOf(answer: ScaAnswer, chosen: ScaMethod | undefined, more: ChallengeSetting): Challenge {
  const data = answer.challengeData
  const method = answer.chosenScaMethod ?? chosen
  const type = method?.authenticationType?.toUpperCase() ?? ''
  const expiresAt = expiryOf(answer, more)
  const message = messageOf(answer)
  const length = data?.otpMaxLength === undefined ? {} : { maxLength: Math.max(1, Math.min(data.otpMaxLength, 64)) }
  const expiry = expiresAt === undefined ? {} : { expiresAt }
  if (more.questionTypes.some((known) => known.toUpperCase() === type)) {
    // Without any words of the bank there is still the name it gave the method.
    const question = data?.additionalInformation ?? message ?? method?.name ?? ''
    return { kind: 'text', message: clean(question), secret: false, ...length, ...expiry }
  }
  const shape = {
    ...length,
    ...expiry,
    ...(data?.otpFormat === undefined
      ? {}
      : { format: data.otpFormat === 'integer' ? ('digits' as const) : ('characters' as const) }),
  }
  const picture = pictureOf(data, type, method)
  if (picture) return { kind: 'image', ...picture, ...(message === undefined ? {} : { message }), ...shape }
  const destination = destinationOf(method?.name)
  // A name that tells no address is shown as it is: "card reader, card ending 0430".
  const named = destination === undefined && method?.name !== undefined && !message?.includes(method.name)
  const words = named ? clean([method.name, message].filter(Boolean).join('\n')) : message
  return {
    kind: 'otp',
    medium: mediumOf(type),
    destination,
    message: words,
    ...shape,
    canResend: more.canResend,
  }
}

export interface ChallengeSetting {
  readonly canResend: boolean
  readonly questionTypes: readonly string[]
  /** Good for so long, where the bank does not say. */
  readonly seconds?: number | undefined
  readonly now: Date
}

/** The bank's own instant, else what is known of the bank. One that is past already would only confuse. */
function expiryOf(answer: ScaAnswer, { seconds, now }: ChallengeSetting): Date | undefined {
  const said = answer.challengeData?.expiresAt ?? answer.expiresAt
  if (said && said > now) return said
  return seconds === undefined ? undefined : new Date(now.getTime() + seconds * 1000)
}

/**
 * Where a code went, out of a method's name ("text message to •• •• •• 21"): a masked telephone number or address at its end.
 */
function destinationOf(name: string | undefined): string | undefined {
  const trimmed = name?.trim() ?? ''
  const address = /(?:^|\s)(\S+@\S+\.\S+)$/.exec(trimmed)?.[1]
  // At least one character is masked: a plain number could be anything.
  const number = /(?:^|\s)([+(]?[\d•*xX#.…][\d•*xX#.…()\- ]{2,}\d)$/.exec(trimmed)?.[1]
  const found = address ?? (number !== undefined && /[•*xX#…]|\.\./.test(number) ? number : undefined)
  return found?.slice(0, 120)
}

/** The bank's words to its customer. `additionalInformation` must be shown. Plain text: the page escapes it. */
function messageOf(answer: ScaAnswer): string | undefined {
  const data = answer.challengeData
  // Short `data` is what the person types into a reader; a long one is a picture's code.
  const typed = data?.data.filter((line) => !flickerPattern.test(line)) ?? []
  const lines = [answer.psuMessage, data?.additionalInformation, ...typed].filter((line) => line !== undefined)
  return clean([...new Set(lines)].join('\n')) || undefined
}

/** Plain text without control characters. */
function clean(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '').slice(0, maxMessageLength)
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
    message,
    options: answer.scaMethods.map((method) => ({
      id: method.id,
      label: method.name ?? method.authenticationType ?? method.id,
      detail: method.explanation,
    })),
  }
}
