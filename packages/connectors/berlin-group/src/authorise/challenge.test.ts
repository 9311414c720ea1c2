import { expect, test } from 'vitest'
import { accountTypeOf } from '../read/account-type.ts'
import { challengeOf } from './challenge.ts'
import { readScaAnswer } from './sca-answer.ts'

function shown(value: object) {
  const answer = readScaAnswer(value, {}, 'https://bank.example/a')
  if (!answer) throw new Error('unreadable')
  return challengeOf(answer, undefined, {
    canResend: true,
    questionTypes: ['QUESTION'],
    now: new Date('2026-03-01T00:00:00Z'),
  })
}
const method = (type: string, name = 'x') => ({ authenticationType: type, authenticationMethodId: '1', name })
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1').toString('base64')

test.each([
  ['SMS_OTP', 'sms'],
  ['EMAIL', 'email'],
  ['SMTP_OTP', 'email'],
  ['PUSH_OTP', 'app'],
  ['CHIP_OTP', 'device'],
  ['NEW_KIND', 'unknown'],
])('%s comes by %s', (type, medium) => {
  expect(shown({ chosenScaMethod: method(type) })).toMatchObject({ kind: 'otp', medium })
})

test('wrong types and case of a real bank', () => {
  const data = { otpMaxLength: '6', otpFormat: 'Integer', additionalInformation: 'Look at your phone' }
  expect(shown({ chosenScaMethod: method('SMS_OTP'), challengeData: data, psuMessage: 'Enter it' })).toMatchObject({
    ...{ maxLength: 6, format: 'digits', message: 'x\nEnter it\nLook at your phone' },
  })
})

test('pictures: photoTAN, QR, flicker; what is no picture is not shown as one', () => {
  const photo = { challengeData: { image: png } }
  expect(shown({ ...photo, chosenScaMethod: method('PHOTO_OTP') })).toMatchObject({
    kind: 'image',
    variant: 'photo_tan',
  })
  expect(shown({ ...photo, chosenScaMethod: method('PHOTO_OTP', 'chipTAN QR') })).toMatchObject({ variant: 'qr' })
  const flicker = { challengeData: { data: ['0F04871100030333555414312C32331D'] } }
  expect(shown({ ...flicker, chosenScaMethod: method('CHIP_OTP') })).toMatchObject({ variant: 'flicker' })
  const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64')
  expect(shown({ challengeData: { image: svg }, chosenScaMethod: method('PHOTO_OTP') }).kind).toBe('otp')
})

test('a start code for a card reader is told', () => {
  const answer = { challengeData: { data: ['12345678'] }, chosenScaMethod: method('CHIP_OTP') }
  expect(shown(answer)).toMatchObject({ kind: 'otp', message: 'x\n12345678' })
})

test.each([
  ['text message to •• •• •• 21', '•• •• •• 21'],
  ['SMS an +49170******12', '+49170******12'],
  ['XXXX1234', 'XXXX1234'],
  ['e-mail to m•••@example.org', 'm•••@example.org'],
  ['card reader, card ending 0430', undefined],
  ['iPhone 15', undefined],
])('where a code went, out of “%s”: %s', (name, destination) => {
  const { destination: found, message } = shown({ chosenScaMethod: method('SMS_OTP', name) }) as {
    [key: string]: unknown
  }
  expect(found).toBe(destination)
  expect(message).toBe(destination === undefined ? name : undefined)
})

test('a question is a text', () => {
  const data = { additionalInformation: 'First pet?', expiresAt: '2026-03-01T00:05:00Z' }
  expect(shown({ chosenScaMethod: method('QUESTION'), challengeData: data, psuMessage: 'Answer' })).toEqual({
    ...{ kind: 'text', message: 'First pet?', secret: false, expiresAt: new Date('2026-03-01T00:05:00Z') },
  })
})

test.each(['yesterday', '2026-02-28T00:00:00Z', 7])('an end of time that makes no sense is none: %s', (expiresAt) => {
  expect(shown({ chosenScaMethod: method('SMS_OTP'), challengeData: { expiresAt } })).not.toMatchObject({
    expiresAt: expect.anything(),
  })
})

test.each([
  ['CACC', 'CHECKINGS'],
  ['tran', 'CHECKINGS'],
  ['SVGS', 'SAVINGS'],
  ['LOAN', 'LOAN'],
  ['MORT', 'LOAN'],
  ['CARD', 'CREDIT_CARD'],
  [undefined, 'CHECKINGS'],
  ['ODFT', { unsupported: 'ODFT' }],
])('account code %s', (code, type) => {
  expect(accountTypeOf(code, undefined, 'account')).toEqual(type)
})
