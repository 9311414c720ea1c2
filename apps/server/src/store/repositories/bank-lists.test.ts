import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { type BankLists, idForBank, sortBanks } from '../../providers/listed-banks.ts'
import { createBankLists } from './bank-lists.ts'

const day = (number: number) => new Date(Date.UTC(2026, 5, number, 3))
const bank = (country: string, name: string, facts: unknown = { psu_types: ['personal'] }) => ({ country, name, facts })

describeEachDatabase('lists of banks', (open) => {
  let lists: BankLists
  beforeAll(async () => {
    lists = createBankLists(await open())
  })
  const idsOf = async (source: string) =>
    new Map((await lists.read(source)).map(({ country, name, providerId }) => [`${country} ${name}`, providerId]))

  it('an id stays with its bank, whatever else is told of it and of others', async () => {
    expect(await lists.fetchedAt('one')).toBeUndefined()
    await lists.keep('one', [bank('FR', 'A'), bank('IT', 'A'), bank('FR', 'Été')], day(1))
    const before = await idsOf('one')
    expect(new Set(before.values()).size).toBe(3)
    expect([...before.values()].every((id) => /^8\d{6}$/.test(id))).toBe(true)
    await lists.keep('one', [bank('FR', 'Été', { psu_types: ['business'] }), bank('ES', 'B')], day(2))
    const after = await idsOf('one')
    expect([...before].every(([key, id]) => after.get(key) === id)).toBe(true)
    expect(after.size).toBe(4)
    expect(await lists.fetchedAt('one')).toEqual(day(2))
    const read = await lists.read('one')
    expect(read.find(({ name }) => name === 'Été')?.facts).toEqual({ psu_types: ['business'] })
    expect(read.find(({ country, name }) => country === 'IT' && name === 'A')?.seenAt).toEqual(day(1))
  })

  it('another service has banks of its own, with other ids', async () => {
    await lists.keep('two', [bank('FR', 'A')], day(1))
    const [one, two] = [await idsOf('one'), await idsOf('two')]
    expect(two.get('FR A')).not.toBe(one.get('FR A'))
  })

  it('takes as many banks as there are', async () => {
    const many = Array.from({ length: 2_600 }, (_, at) => bank('DE', `Sparkasse ${at}`))
    await lists.keep('many', many, day(1))
    expect(new Set((await idsOf('many')).values()).size).toBe(2_600)
  })
})

it('the id is by what the bank is called, and the next one where that is taken', () => {
  const id = idForBank({ country: 'FI', name: 'Nordea' }, new Set())
  expect(idForBank({ country: 'FI', name: 'Nordea' }, new Set())).toBe(id)
  expect(idForBank({ country: 'SE', name: 'Nordea' }, new Set())).not.toBe(id)
  expect(Number(idForBank({ country: 'FI', name: 'Nordea' }, new Set([id])))).toBe(Number(id) + 1)
})

it('a bank that is missing for a week is offered no longer; while nothing is fetched none goes', () => {
  const at = (name: string, number: number) => ({ ...bank('FR', name), providerId: '8000001', seenAt: day(number) })
  const names = (sorted: ReturnType<typeof sortBanks>) => [sorted.listed.map(({ name }) => name), sorted.gone.length]
  expect(names(sortBanks([at('A', 20), at('B', 14)]))).toEqual([['A', 'B'], 0])
  expect(names(sortBanks([at('A', 20), at('B', 12)]))).toEqual([['A'], 1])
  expect(names(sortBanks([at('A', 1), at('B', 1)]))).toEqual([['A', 'B'], 0])
  expect(names(sortBanks([]))).toEqual([[], 0])
})
