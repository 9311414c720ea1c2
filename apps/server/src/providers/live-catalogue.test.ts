import type { Provider } from '@raccord/catalogue'
import { expect, it } from 'vitest'
import { liveCatalogue } from './live-catalogue.ts'

const bank = (id: string, name: string): Provider => ({
  id,
  name,
  aliases: [],
  countries: ['FR'],
  popularity: 0,
  channels: [
    {
      mode: 'REDIRECT',
      accountTypes: ['CHECKINGS'],
      protocol: 'x',
      options: {},
      hosts: ['bank.example'],
      fields: [],
      consentDays: 90,
      frequencyPerDay: 4,
    },
  ],
})

it('fetched banks join those of files, which win; what was built from the list before is seen to be old', () => {
  const catalogue = liveCatalogue([bank('100', 'Ours'), bank('8000001', 'Ours too')])
  const before = catalogue.version
  catalogue.replaceFetched([bank('8000001', 'Theirs'), bank('8000002', 'Another')])
  expect(catalogue.all().map(({ name }) => name)).toEqual(['Another', 'Ours', 'Ours too'])
  expect(catalogue.version).not.toBe(before)
  expect(catalogue.channel('800000201')).toMatchObject({ providerId: '8000002' })
  expect(catalogue.usable('8000002')).toBe(true)
})

it('one that is gone is offered no longer, and goes on for connections that are there', () => {
  const catalogue = liveCatalogue([bank('100', 'Ours')])
  catalogue.replaceFetched([], [bank('8000002', 'Another')])
  expect(catalogue.all().map(({ id }) => id)).toEqual(['100'])
  expect(catalogue.name('8000002')).toBe('Another')
  expect(catalogue.find('8000002')?.id).toBe('8000002')
  expect(catalogue.channels('8000002')).toHaveLength(1)
  expect(catalogue.channel('800000201')?.providerId).toBe('8000002')
  catalogue.replaceFetched([bank('8000002', 'Another')])
  expect(catalogue.all()).toHaveLength(2)
})
