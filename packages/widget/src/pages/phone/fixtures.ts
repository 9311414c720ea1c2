import { type Case, societeGenerale } from '../../fixture.ts'

const frame = { canGoBack: false, canCancel: false, progress: { done: 0, total: 0 } }

export const phoneCases: readonly Case[] = [
  { name: 'phone/number', screen: { kind: 'phone', shown: { number: 472_913, provider: societeGenerale } }, frame },
  { name: 'phone/over', screen: { kind: 'phone' }, frame },
]
