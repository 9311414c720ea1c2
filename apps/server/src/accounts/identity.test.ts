import type { BankAccount } from '@raccord/connector-kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KnownAccount } from './account-store.ts'
import { matchAccounts, type SupportedAccount } from './identity.ts'

/** Accounts as they would be stored after a first reading. */
function stored(accounts: readonly SupportedAccount[]): KnownAccount[] {
  return matchAccounts([], accounts).map(({ found, identityKey }, index) => ({
    id: index + 1,
    identityKey,
    definitionId: '100',
    bankId: found.bankId,
    resource: found.resource,
    name: found.name ?? '',
    number: found.number ?? found.iban ?? found.maskedPan ?? '',
    ...(found.iban ? { iban: found.iban } : {}),
    currency: found.currency,
    type: found.type,
    status: 'ACTIVE',
    shared: true,
  }))
}

function account(bankId: string, more: Partial<BankAccount> = {}): SupportedAccount {
  return {
    bankId,
    resource: 'account',
    type: 'CHECKINGS',
    currency: 'EUR',
    balances: [],
    raw: '{}',
    ...more,
  } as SupportedAccount
}

const ids = (known: readonly KnownAccount[], found: readonly SupportedAccount[]) =>
  matchAccounts(known, found).map((match) => match.known?.id)

const iban = 'FR7630006000011234567890189'

describe('matching accounts', () => {
  it('follows the IBAN when the bank mints new ids and renames', () => {
    const known = stored([account('a', { iban, name: 'Old' })])
    expect(ids(known, [account('z', { iban, name: 'New' })])).toEqual([1])
  })

  it('keeps two currencies of one IBAN apart', () => {
    const known = stored([account('a', { iban }), account('b', { iban, currency: 'USD' })])
    expect(known).toHaveLength(2)
    expect(ids(known, [account('y', { iban, currency: 'USD' }), account('z', { iban })])).toEqual([2, 1])
  })

  it('follows a masked card number however it is masked', () => {
    const card = { resource: 'card-account', type: 'CREDIT_CARD' } as const
    const known = stored([account('a', { ...card, maskedPan: '4978XXXXXXXX4034' })])
    expect(ids(known, [account('z', { ...card, maskedPan: '4978 **** **** 4034' })])).toEqual([1])
    expect(ids(known, [account('z', { ...card, maskedPan: '4978 **** **** 4035' })])).toEqual([undefined])
  })

  it('eliminates only where nothing else is possible', () => {
    const known = stored([account('a', { name: 'Livret', type: 'SAVINGS' })])
    expect(ids(known, [account('z', { name: 'livret', type: 'SAVINGS' })])).toEqual([1])
    const two = stored([account('a', { name: 'X' }), account('b', { name: 'X' })])
    expect(ids(two, [account('y', { name: 'X' }), account('z', { name: 'X' })])).toEqual([undefined, undefined])
  })

  it('never takes one IBAN for another, even with the same id and name', () => {
    const known = stored([account('1', { iban, name: 'X' })])
    expect(ids(known, [account('1', { iban: 'FR8220041010072288421M03809', name: 'X' })])).toEqual([undefined])
  })

  it('prefers the name where ids merely number the accounts of a session', () => {
    const known = stored([account('1', { name: 'A' }), account('2', { name: 'B' })])
    expect(ids(known, [account('1', { name: 'B' }), account('2', { name: 'A' })])).toEqual([2, 1])
  })

  const hostile = fc.record({
    bankId: fc.constantFrom('1', '2', '3', 'x'),
    iban: fc.constantFrom(undefined, undefined, iban, 'DE89370400440532013000'),
    number: fc.constantFrom(undefined, '123', '456', 'XXXX12'),
    maskedPan: fc.constantFrom(undefined, '49**34', '49**35'),
    name: fc.constantFrom(undefined, 'A', 'B'),
    currency: fc.constantFrom('EUR', 'USD'),
    type: fc.constantFrom('CHECKINGS' as const, 'SAVINGS' as const, 'CREDIT_CARD' as const),
  })
  const toAccount = (shape: object): SupportedAccount =>
    account('?', Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)))
  const lists = fc.array(hostile.map(toAccount), { maxLength: 6 })

  it('whatever banks send: keys are unique, no account is matched twice, strong identifiers never contradict', () => {
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const known = stored(before)
        const matches = matchAccounts(known, after)
        expect(matches).toHaveLength(after.length)
        const matched = matches.flatMap((match) => (match.known ? [match.known.id] : []))
        expect(new Set(matched).size).toBe(matched.length)
        const left = known.filter(({ id }) => !matched.includes(id)).map(({ identityKey }) => identityKey)
        const keys = [...left, ...matches.map(({ identityKey }) => identityKey)]
        expect(new Set(keys).size).toBe(keys.length)
        for (const { found, known: match } of matches) {
          if (match?.iban && found.iban) expect(found.iban).toBe(match.iban)
          if (match) expect(found.currency).toBe(match.currency)
        }
      }),
    )
  })

  it('the same list again, in any order, finds every account', () => {
    fc.assert(
      fc.property(
        fc
          .uniqueArray(hostile.map(toAccount), {
            maxLength: 6,
            selector: (one) => `${one.bankId}${one.type}${one.currency}`,
          })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([before, shuffled]) => {
          const known = stored(before)
          const expected = shuffled.map((account) => before.indexOf(account) + 1)
          expect(ids(known, shuffled).toSorted()).toEqual(expected.toSorted())
        },
      ),
    )
  })

  it('with a strong identifier each, new ids and new names change nothing', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom('EUR', 'USD', 'GBP'), fc.integer({ min: 10, max: 99 })), {
          selector: ([currency, n]) => `${currency}${n % 40}`,
        }),
        (shapes) => {
          const of = (salt: string) =>
            shapes.map(([currency, n], at) =>
              account(`${salt}${at}`, { currency, iban: `IBAN${n % 40}`, name: `${salt}${n}` }),
            )
          const known = stored(of('old'))
          expect(ids(known, of('new').toReversed())).toEqual(known.map(({ id }) => id).toReversed())
        },
      ),
    )
  })
})
