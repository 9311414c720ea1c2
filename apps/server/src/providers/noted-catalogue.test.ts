import type { Provider } from '@raccord/catalogue'
import { expect, it } from 'vitest'
import { AdjustableClock } from '../clock.ts'
import { offeredTiles } from '../http/widget/present/provider-tiles.ts'
import { type BankNote, keepBankNotes } from './bank-notes.ts'
import { createCatalogue } from './catalogue.ts'
import { createJourneyBanks } from './journey-banks.ts'
import { notedCatalogue } from './noted-catalogue.ts'

const bank = (id: string): Provider => ({
  ...{ id, name: `Bank ${id}`, aliases: [], countries: ['FR'], popularity: 0 },
  channels: [
    {
      ...{ mode: 'REDIRECT', accountTypes: ['CHECKINGS'], protocol: 'x', options: {}, hosts: ['bank.example'] },
      ...{ fields: [], consentDays: 90, frequencyPerDay: 4 },
    },
  ],
})
const everything = { countries: [], expected_account_types: 'ALL' } as const

async function noted(...notes: BankNote[]) {
  const clock = AdjustableClock.fixed('2026-03-01T12:00:00Z')
  const kept = keepBankNotes(async () => notes)
  await kept.read()
  const catalogue = notedCatalogue(createCatalogue([bank('1'), bank('2')]), kept, () => clock.now())
  return { catalogue, clock, kept, notes }
}

it('a bank that is switched off is in no list, and is still there for what people have with it', async () => {
  const { catalogue } = await noted({ providerId: '1', switchedOff: true, message: {} })
  expect(catalogue.all().map(({ id }) => id)).toEqual(['2'])
  expect(offeredTiles(catalogue, everything, 'en').map(({ id }) => id)).toEqual(['2'])
  expect(catalogue.find('1')?.id).toBe('1')
  expect(catalogue.channels('1')).toHaveLength(1)
  expect(catalogue.notice?.('1', 'en')).toEqual({ switchedOff: true })
})

it('a message is told in the language of the page, else in English; what stands on a row is another list', async () => {
  const { catalogue, kept, notes } = await noted()
  const before = catalogue.version
  notes.push({ providerId: '1', switchedOff: false, message: { en: 'Slow', fr: 'Lente' } })
  await kept.read()
  expect(catalogue.version).not.toBe(before)
  const said = (locale: 'fr' | 'it') => offeredTiles(catalogue, everything, locale).map(({ message }) => message)
  expect([said('fr'), said('it')]).toEqual([
    ['Lente', undefined],
    ['Slow', undefined],
  ])
})

it('is closed from the first instant of its maintenance to before the last, and the list changes with it', async () => {
  const closed = { from: new Date('2026-03-01T22:00Z'), until: new Date('2026-03-02T02:00Z') }
  const { catalogue, clock } = await noted({ providerId: '1', switchedOff: false, message: {}, closed })
  const stands = () => offeredTiles(catalogue, everything, 'en').map(({ trouble }) => trouble)
  const [before, seen] = [catalogue.version, stands()]
  clock.advance(10 * 3_600_000)
  expect(seen).toEqual([undefined, undefined])
  expect(stands()).toEqual(['down', undefined])
  expect(catalogue.version).not.toBe(before)
  expect(catalogue.notice?.('1', 'en')?.closedUntil).toEqual(closed.until)
  clock.advance(4 * 3_600_000)
  expect(stands()).toEqual([undefined, undefined])
  expect(catalogue.version).toBe(before)
})

it('no journey begins at a bank that is closed, and only what is renewed at one that is off', async () => {
  const closed = { from: new Date('2026-03-01T00:00Z'), until: new Date('2026-03-02T00:00Z') }
  const { catalogue } = await noted(
    { providerId: '1', switchedOff: true, message: {} },
    { providerId: '2', switchedOff: false, message: {}, closed },
  )
  let begun = 0
  const registry = {
    open: (definitionId: string) => ({
      channel: catalogue.channel(definitionId),
      context: {},
      connector: {
        begin: async () => {
          begun += 1
          return { kind: 'failed', reason: 'bank_error' }
        },
      },
    }),
  } as unknown as Parameters<typeof createJourneyBanks>[0]
  const banks = createJourneyBanks(registry, {
    ...{ embedUrl: () => 'https://embed.example', allowLoopback: false, now: () => new Date('2026-03-01T12:00Z') },
    notice: catalogue.notice,
  })
  const begin = (id: string, former?: object) => {
    const definitionId = catalogue.channels(id)?.[0]?.definitionId ?? ''
    return banks.begin({
      channel: { definitionId, reads: ['CHECKINGS'] },
      ...{ recurring: true, credentials: {}, callbackState: 's', locale: 'en', ...(former ? { former } : {}) },
    } as unknown as Parameters<typeof banks.begin>[0])
  }
  expect(await begin('1')).toMatchObject({ reason: 'bank_not_configured' })
  expect(await begin('2', {})).toMatchObject({ reason: 'bank_unavailable', retryAt: closed.until })
  expect(begun).toBe(0)
  await begin('1', {})
  expect(begun).toBe(1)
})
