import type { BankAccount } from '@raccord/connector-kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KnownAccount } from './account-store.ts'
import { isSupported, matchAccounts, type SupportedAccount, sameAtBank } from './identity.ts'

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
    expect(ids(two, [account('z', { name: 'X' })])).toEqual([undefined])
    expect(
      ids(
        stored([account('a', { name: 'X' })]),
        two.map(({ name }, at) => account(`z${at}`, { name })),
      ),
    ).toEqual([...[undefined, undefined]])
    // That neither has an IBAN or a number is nothing that they share.
    expect(ids(stored([account('a', { name: 'X' })]), [account('z', { name: 'Y' })])).toEqual([undefined])
  })

  it('leaves alone what a stronger trait has recognised', () => {
    const known = stored([account('a', { iban, name: 'X' }), account('b', { name: 'Y' })])
    expect(ids(known, [account('z', { iban, name: 'Y' })])).toEqual([1])
  })

  it('never takes one IBAN for another, even with the same id and name', () => {
    const known = stored([account('1', { iban, name: 'X' })])
    expect(ids(known, [account('1', { iban: 'FR8220041010072288421M03809', name: 'X' })])).toEqual([undefined])
  })

  it('prefers the name where ids merely number the accounts of a session', () => {
    const known = stored([account('1', { name: 'A' }), account('2', { name: 'B' })])
    expect(ids(known, [account('1', { name: 'B' }), account('2', { name: 'A' })])).toEqual([2, 1])
  })

  const card = { resource: 'card-account', type: 'CREDIT_CARD' } as const
  const other = 'FR8220041010072288421M03809'

  it('follows a number, however it is written, and never takes one for another', () => {
    const known = stored([account('1', { number: '0042-1234 5', name: 'X' })])
    expect(ids(known, [account('9', { number: '004212345', name: 'Y' })])).toEqual([1])
    expect(ids(known, [account('1', { number: '004212346', name: 'X' })])).toEqual([undefined])
    expect(ids(known, [account('1', { number: '004212345', currency: 'USD', name: 'X' })])).toEqual([undefined])
  })

  it('never takes one card for another, even with the same id and name', () => {
    const known = stored([account('1', { ...card, maskedPan: '4978********4034', name: 'X' })])
    expect(ids(known, [account('1', { ...card, maskedPan: '4978********4035', name: 'X' })])).toEqual([undefined])
    // A mask without a digit says nothing.
    const blank = stored([account('1', { ...card, maskedPan: '****', name: 'X' })])
    expect(ids(blank, [account('1', { ...card, maskedPan: 'XXXX', name: 'X' })])).toEqual([1])
    expect(blank[0]?.identityKey).toBe('bank:card-account:1:EUR:CREDIT_CARD')
  })

  it('never takes an account for one in another currency', () => {
    const known = stored([account('1', { name: 'X' })])
    expect(ids(known, [account('1', { name: 'X', currency: 'USD' })])).toEqual([undefined])
  })

  it('has only the id left of an account without a name, and only the name of one with a new id', () => {
    const known = stored([account('a'), account('b')])
    expect(ids(known, [account('b'), account('a')])).toEqual([2, 1])
    const named = stored([account('a', { name: ' Compte  joint' }), account('b', { name: 'Other' })])
    expect(ids(named, [account('y', { name: 'Other' }), account('z', { name: 'compte joint ' })])).toEqual([2, 1])
    expect(ids(named, [account('z', { name: 'Comptejoint' })])).toEqual([undefined])
  })

  it('tells accounts of one IBAN apart by id, else by name and type', () => {
    const twins = stored([account('a', { iban, name: 'A' }), account('b', { iban, name: 'B' })])
    expect(ids(twins, [account('b', { iban, name: 'N' }), account('a', { iban, name: 'M' })])).toEqual([2, 1])
    expect(ids(twins, [account('y', { iban, name: 'B' }), account('z', { iban, name: 'A' })])).toEqual([2, 1])
    // Also where those of another number have the same names, or the same ids.
    const of = (names: readonly string[], bankIds: readonly string[]) =>
      [{ iban }, { iban }, { number: '12345' }, { number: '12345' }].map((own, at) =>
        account(bankIds[at] ?? '', { ...own, name: names[at] ?? '' }),
      )
    const four = stored(of(['A', 'B', 'A', 'B'], ['1', '2', '3', '4']))
    expect(ids(four, of(['B', 'A', 'B', 'A'], ['5', '6', '7', '8']))).toEqual([2, 1, 4, 3])
    const numbered = stored(of(['A', 'B', 'C', 'D'], ['1', '2', '1', '2']))
    expect(ids(numbered, of(['E', 'F', 'G', 'H'], ['2', '1', '2', '1']))).toEqual([2, 1, 4, 3])
  })

  it('recognises one that was stored before its currency was known, where its IBAN, number or card is the only one', () => {
    for (const own of [{ iban }, { number: '004212345' }, { ...card, maskedPan: '4978****4034' }]) {
      const known = stored([account('a', { ...own, currency: 'XXX', name: 'X' })])
      expect(ids(known, [account('z', own), account('y', { iban: other })])).toEqual([1, undefined])
      expect(ids(known, [account('z', own), account('z', { ...own, currency: 'USD' })])).toEqual([undefined, undefined])
    }
    const nothing = stored([account('a', { currency: 'XXX' })])
    expect(ids(nothing, [account('a')])).toEqual([undefined])
  })

  it('keeps a key once given, or takes the stronger that the bank now tells', () => {
    const keys = (known: readonly KnownAccount[], found: readonly SupportedAccount[]) =>
      matchAccounts(known, found).map(({ identityKey }) => identityKey)
    const known = stored([account('a', { iban, name: 'A' }), account('b', { iban, name: 'B' })])
    expect(known.map(({ identityKey }) => identityKey)).toEqual([`iban:${iban}:EUR`, `iban:${iban}:EUR~2`])
    expect(keys(known, [account('b', { iban, name: 'B' })])).toEqual([`iban:${iban}:EUR~2`])
    // Also where the first is gone: the number stays, for ids hang on it.
    expect(keys(known.slice(1), [account('b', { iban, name: 'B' })])).toEqual([`iban:${iban}:EUR~2`])
    const third = keys(known, [...['A', 'B', 'C'].map((name) => account(name.toLowerCase(), { iban, name }))])
    expect(third).toEqual([`iban:${iban}:EUR`, `iban:${iban}:EUR~2`, `iban:${iban}:EUR~3`])
    const byId = stored([account('a', { name: 'A' })])
    expect(byId[0]?.identityKey).toBe('bank:account:a:EUR:CHECKINGS')
    expect(keys(byId, [account('a', { name: 'A', iban })])).toEqual([`iban:${iban}:EUR`])
    expect(keys([], [account('a', { number: '12-3' }), account('a', { ...card, maskedPan: '49**34' })])).toEqual([
      ...['number:123:EUR', 'pan:49*34:EUR:CREDIT_CARD'],
    ])
    expect(keys([], [account('a', { iban, number: iban }), account('c', { number: '49XX34' })])).toEqual([
      ...[`iban:${iban}:EUR`, 'pan:49*34:EUR:CHECKINGS'],
    ])
    expect(keys([], [account('a', { number: ' - ' })])).toEqual(['bank:account:a:EUR:CHECKINGS'])
  })

  it('knows another login’s account by IBAN, number or card, never by name or id', () => {
    const one = stored([account('a', { iban, name: 'X' }), account('b', { iban: other, name: 'Y' })])
    const same = (found: readonly SupportedAccount[], known = one) => sameAtBank(known, found).map(({ id }) => id)
    expect(same([account('z', { iban, name: 'Z' })])).toEqual([1])
    expect(same([account('a', { name: 'X' }), account('b', { name: 'Y' })])).toEqual([])
    expect(same([account('z', { iban, currency: 'USD' })])).toEqual([])
    expect(same([])).toEqual([])
    const numbered = stored([account('a', { number: '12345' }), account('b', { ...card, maskedPan: '49**34' })])
    expect(same([account('z', { number: '12345' })], numbered)).toEqual([1])
    expect(same([account('z', { ...card, maskedPan: '49XXXX34' })], numbered)).toEqual([2])
    // The numbers are alike, the IBANs are not.
    const both = stored([account('a', { iban, number: '12345' })])
    expect(same([account('z', { iban: other, number: '12345' })], both)).toEqual([])
    const open = stored([account('a', { iban, currency: 'XXX' })])
    expect(same([account('z', { iban })], open)).toEqual([1])
  })

  it('supports the types that we read', () => {
    expect([account('a'), account('b', { type: { unsupported: 'SAFE' } })].map(isSupported)).toEqual([true, false])
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
