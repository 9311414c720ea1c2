import { type Case, societeGenerale } from '../../fixture.ts'

export const phoneNumberCases: readonly Case[] = [
  { name: 'phone_number/usual', screen: { kind: 'phone_number', provider: societeGenerale, choices: [47, 12, 83] } },
]
