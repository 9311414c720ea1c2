import type { PhoneNumberScreen } from '@raccord/contract'
import { type Case, longNames, societeGenerale } from '../../fixture.ts'

const screen: PhoneNumberScreen = { kind: 'phone_number', provider: societeGenerale, triesLeft: 3 }

export const phoneNumberCases: readonly Case[] = [
  { name: 'phone_number/usual', screen },
  { name: 'phone_number/wrong', screen: { ...screen, triesLeft: 2, error: 'wrong' } },
  { name: 'phone_number/last', screen: { ...screen, triesLeft: 1, error: 'wrong' } },
  {
    name: 'phone_number/format',
    screen: { ...screen, provider: longNames.provider, error: 'format' },
    frame: { client: longNames.client },
  },
]
