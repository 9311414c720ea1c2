import type { ChallengeScreen, ChallengeView } from '@raccord/contract'
import { type Case, societeGenerale } from '../../fixture.ts'

// A 1 × 1 grey PNG stands in for the bank's picture.
const imageUrl =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mO8fv36fwAIVAOLd2Z5vwAAAABJRU5ErkJggg=='

function screen(challenge: ChallengeView, more: Partial<ChallengeScreen> = {}): ChallengeScreen {
  return { kind: 'challenge', provider: societeGenerale, challenge, ...more }
}

const otp: ChallengeView = {
  kind: 'otp',
  medium: 'sms',
  destination: '+33 6 •• •• •• 12',
  maxLength: 6,
  format: 'digits',
  canResend: true,
}

export const challengeCases: readonly Case[] = [
  { name: 'challenge/otp', screen: screen(otp, { expiresInSeconds: 290 }) },
  {
    name: 'challenge/otp_wrong',
    screen: screen({ ...otp, message: 'Opération 4471 : accès à vos comptes.' }, { error: 'wrong_otp' }),
  },
  { name: 'challenge/otp_offered', screen: screen(otp, { canSkip: true }) },
  { name: 'challenge/otp_again', screen: screen(otp, { expiresInSeconds: 290, said: 'sent_again' }) },
  {
    name: 'challenge/approve_early',
    screen: screen({ kind: 'approve', canResend: true }, { expiresInSeconds: 175, said: 'not_yet' }),
  },
  { name: 'challenge/otp_device', screen: screen({ kind: 'otp', medium: 'device', canResend: false }) },
  {
    name: 'challenge/text',
    screen: screen(
      { kind: 'text', message: 'Quel est le prénom de votre mère ?', secret: true },
      { error: 'required' },
    ),
  },
  {
    name: 'challenge/choice',
    screen: screen({
      kind: 'choice',
      options: [
        { id: 'sms', label: 'SMS', detail: '+33 6 •• •• •• 12' },
        { id: 'app', label: 'Pass Sécurité', detail: 'iPhone de Luke' },
      ],
    }),
  },
  {
    name: 'challenge/customer',
    screen: screen({
      kind: 'choice',
      about: 'customer',
      options: [
        { id: 'personal', label: 'Personal', detail: 'Accounts of your own' },
        { id: 'business', label: 'Business', detail: 'Accounts of a company' },
      ],
    }),
  },
  {
    name: 'challenge/image',
    screen: screen({ kind: 'image', variant: 'image', imageUrl, maxLength: 5, format: 'characters' }),
  },
  {
    name: 'challenge/photo_tan',
    screen: screen({ kind: 'image', variant: 'photo_tan', imageUrl, maxLength: 7, format: 'digits' }),
  },
  {
    name: 'challenge/photo_tan_wrong',
    screen: screen(
      {
        kind: 'image',
        variant: 'photo_tan',
        imageUrl,
        maxLength: 7,
        format: 'digits',
        message: 'Opération 4471 : accès à vos comptes.',
      },
      { error: 'wrong_otp', expiresInSeconds: 290, canSkip: true },
    ),
  },
  {
    name: 'challenge/flicker',
    screen: screen({
      kind: 'image',
      variant: 'flicker',
      flickerCode: '1784011041875F051234567890041203000044302C323015',
      maxLength: 6,
      format: 'digits',
    }),
  },
  {
    name: 'challenge/approve',
    screen: screen({ kind: 'approve', message: 'Code de contrôle : 83', canResend: true }, { expiresInSeconds: 175 }),
  },
]
