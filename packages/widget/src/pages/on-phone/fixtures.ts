import { type Case, societeGenerale } from '../../fixture.ts'

export const onPhoneCases: readonly Case[] = [
  { name: 'on_phone/usual', screen: { kind: 'on_phone', provider: societeGenerale } },
]
