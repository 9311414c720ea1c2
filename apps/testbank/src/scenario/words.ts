/** What one word of a composed login adds to a file. `n` stands in brackets behind the word: `expires(20)`. */
export type Word = {
  readonly about: string
  readonly records: (n: number) => readonly string[]
  /** Without a number. */
  readonly usual?: number
}

const SMS = 'sms:SMS_OTP:text message to •• •• •• 21'

/** What the bank asks for, and how. Several in a row: `otp+photo_tan`. */
export const CHALLENGE_WORDS: Readonly<Record<string, Word>> = {
  otp: {
    about: 'a code by text message: 123456',
    records: () => ['CHALLENGE|OTP|123456', `SCA_METHODS|${SMS}`],
  },
  email: { about: 'a code by e-mail: 123456', records: () => ['CHALLENGE|EMAIL|123456'] },
  chip: { about: 'a start code for a card reader, whose answer is 135791', records: () => ['CHALLENGE|CHIP|135791'] },
  flicker: { about: 'moving bars for a card reader: 135791', records: () => ['CHALLENGE|FLICKER|135791'] },
  offline: { about: 'a device that makes the code by itself: 135791', records: () => ['CHALLENGE|OFFLINE|135791'] },
  photo_tan: { about: 'a photoTAN mosaic: 7654321', records: () => ['CHALLENGE|PHOTO_TAN|7654321'] },
  qr: { about: 'a QR code, which says 246810', records: () => ['CHALLENGE|QR|246810'] },
  image: { about: 'letters in a picture: RACC7', records: () => ['CHALLENGE|IMAGE|RACC7'] },
  question: {
    about: 'a question, whose answer is Fido',
    records: () => ['CHALLENGE|QUESTION|Fido', 'MESSAGE|What was the name of your first pet?'],
  },
  push: {
    about: 'a request in the bank’s app, which waits for you',
    records: () => ['CHALLENGE|PUSH', 'APPROVAL|ask'],
  },
  push_auto: {
    about: 'the same, approved by itself after n seconds',
    usual: 5,
    records: (n) => ['CHALLENGE|PUSH', `APPROVAL|approve|${n}`],
  },
  push_refused: {
    about: 'the same, refused by itself after n seconds',
    usual: 5,
    records: (n) => ['CHALLENGE|PUSH', `APPROVAL|refuse|${n}`],
  },
  choice: {
    about: 'a choice of text message, photoTAN and app; the code is 123456',
    records: () => ['CHALLENGE|OTP|123456', `SCA_METHODS|${SMS}|photo:PHOTO_OTP:photoTAN|app:PUSH_OTP:app of the bank`],
  },
}

/** What changes the challenge before them. */
export const MODIFIER_WORDS: Readonly<Record<string, Word>> = {
  expires: { about: 'it expires after n seconds', usual: 30, records: (n) => [`EXPIRES|${n}`] },
  resends: { about: 'it can be sent again n times', usual: 1, records: (n) => [`RESENDS|${n}`] },
}

/** Behind `.then.`: what the first reading without the person meets, and whoever signs in from then on. */
export const EVENT_WORDS: Readonly<
  Record<string, { readonly about: string; readonly consent: string; readonly records: readonly string[] }>
> = {
  token_expired: { about: 'the consent is over; the same sign-in renews it', consent: 'expired', records: [] },
  challenge_required: {
    about: 'the consent is over; the next sign-in asks for the code 123456',
    consent: 'expired',
    records: ['CHALLENGE|OTP|123456', `SCA_METHODS|${SMS}`],
  },
  wrong_credentials: {
    about: 'the consent is over, and the password is “changed” from now on',
    consent: 'expired',
    records: ['PASSWORD|changed'],
  },
  password_expired: {
    about: 'the consent is over, and so is the password: the next one is “changed”',
    consent: 'expired',
    records: ['PASSWORD|changed', 'EXPIRED_PASSWORD'],
  },
  revoked: { about: 'the person has withdrawn the consent at the bank', consent: 'revoked', records: [] },
  down: { about: 'the bank is closed', consent: 'kept', records: ['ERROR|accounts|down'] },
  limited: { about: 'read too often today', consent: 'kept', records: ['ERROR|accounts|rate_limited'] },
  blocked: { about: 'blocked until the person calls', consent: 'kept', records: ['ERROR|accounts|blocked'] },
  garbage: { about: 'broken answers', consent: 'kept', records: ['ERROR|accounts|malformed'] },
  endless: { about: 'pages of transactions that never end', consent: 'kept', records: ['ERROR|transactions|endless'] },
  twice: {
    about: 'every account and entry told twice',
    consent: 'kept',
    records: ['ERROR|accounts|twice', 'ERROR|transactions|twice'],
  },
  elsewhere: { about: 'a next page at another host', consent: 'kept', records: ['ERROR|transactions|elsewhere'] },
  huge: { about: 'an answer of 100 MB', consent: 'kept', records: ['ERROR|transactions|huge'] },
  page: { about: 'a web page instead of data', consent: 'kept', records: ['ERROR|accounts|page'] },
}
