import type { Provider } from '@raccord/catalogue'
import type { BeginInput } from '@raccord/connector-kit'
import { expect, it } from 'vitest'
import { createCatalogue } from './catalogue.ts'
import { createJourneyBanks } from './journey-banks.ts'

const bank: Provider = {
  ...{ id: '1', name: 'Bank', aliases: [], countries: ['FR'], popularity: 0 },
  channels: [
    {
      ...{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], protocol: 'x', options: {}, hosts: ['bank.example'] },
      ...{ fields: [], consentDays: 90, frequencyPerDay: 4 },
    },
  ],
}

it.each([
  ['FR', '2026-07-01', '2026-09-29'],
  ['GB', '2026-06-30', '2026-09-28'],
])('a permission ends by the calendar of the bank: %s', async (country, single, recurring) => {
  const catalogue = createCatalogue([bank])
  const asked: BeginInput[] = []
  const registry = {
    open: (definitionId: string) => ({
      channel: catalogue.channel(definitionId),
      context: { country },
      connector: {
        begin: async (_bank: unknown, input: BeginInput) => {
          asked.push(input)
          return { kind: 'failed', reason: 'bank_unavailable', detail: 'x' }
        },
      },
    }),
  } as unknown as Parameters<typeof createJourneyBanks>[0]
  const banks = createJourneyBanks(registry, {
    ...{ embedUrl: () => 'https://embed.example', allowLoopback: false },
    // Half an hour after midnight in Paris.
    now: () => new Date('2026-06-30T22:30Z'),
  })
  const channel = { definitionId: catalogue.channels('1')?.[0]?.definitionId ?? '', reads: ['CHECKINGS'] }
  for (const recurring of [false, true])
    await banks.begin({
      ...{ channel, recurring, credentials: {}, callbackState: 's', locale: 'en' },
    } as unknown as Parameters<typeof banks.begin>[0])
  expect(asked.map(({ validUntil }) => validUntil)).toEqual([single, recurring])
})
