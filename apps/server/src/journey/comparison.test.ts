import type { BankAccount } from '@raccord/connector-kit'
import { describe, expect, it } from 'vitest'
import { type ComparableAccount, comparableWith, compare } from './comparison.ts'

const mine = 'FR7630006000011234567890189'
const theirs = 'FR8220041010072288421M03809'

function known(more: Partial<ComparableAccount> = {}): ComparableAccount {
  return {
    id: 1,
    connectionId: 7,
    identityKey: 'k',
    definitionId: '10200',
    bankId: 'a',
    resource: 'account',
    name: 'Compte courant',
    number: mine,
    iban: mine,
    currency: 'EUR',
    type: 'CHECKINGS',
    status: 'ACTIVE',
    shared: true,
    ...more,
  }
}

function listed(more: Partial<BankAccount> = {}): BankAccount {
  return { bankId: 'z', resource: 'account', type: 'CHECKINGS', currency: 'EUR', balances: [], raw: '{}', ...more }
}

const adding = { existing: false }
const renewing = { existing: true, connectionId: 7 }
const all = (...accounts: BankAccount[]) => ({ accounts, complete: true })

describe('a new connection', () => {
  const asks = (accounts: ComparableAccount[], ...found: BankAccount[]) =>
    compare(adding, '10200', accounts, all(...found))

  it('is the one that is there by IBAN, card number or number, in the same currency', () => {
    expect(asks([known()], listed({ iban: mine }))).toEqual({ kind: 'same_bank', connectionId: 7, same: [1] })
    const { iban: _, ...card } = known({ type: 'CREDIT_CARD', number: '4978XXXXXXXX4034' })
    const again = { type: 'CREDIT_CARD', maskedPan: '4978********4034' } as const
    expect(asks([card], listed(again)).kind).toBe('same_bank')
    expect(asks([card], listed({ ...again, currency: 'USD' })).kind).toBe('keep')
    const { iban: __, ...numbered } = known({ number: '10278041337' })
    expect(asks([numbered], listed({ number: '102 7804 1337' })).kind).toBe('same_bank')
  })

  it('is not by a name, an id at the bank, or a number beside another IBAN', () => {
    expect(asks([known()], listed({ iban: theirs, bankId: 'a', name: 'Compte courant' })).kind).toBe('keep')
    expect(asks([known()], listed({ bankId: 'a', name: 'Compte courant' })).kind).toBe('keep')
    expect(asks([known({ number: '55' })], listed({ iban: theirs, number: '55' })).kind).toBe('keep')
  })

  it('is not what the person deleted, nor what another channel reads', () => {
    expect(asks([known({ status: 'DELETED' })], listed({ iban: mine })).kind).toBe('keep')
    expect(asks([known({ definitionId: '10201' })], listed({ iban: mine })).kind).toBe('keep')
  })

  it('of several, the one with the most of its accounts', () => {
    const two = [known(), known({ id: 2, connectionId: 9 }), known({ id: 3, connectionId: 9, currency: 'USD' })]
    const found = [listed({ iban: mine }), listed({ iban: mine, currency: 'USD' })]
    expect(asks(two, ...found)).toEqual({ kind: 'same_bank', connectionId: 9, same: [2, 3] })
    expect(asks(two.slice(0, 2), ...found)).toEqual({ kind: 'same_bank', connectionId: 7, same: [1] })
  })

  it('asks nothing of a further channel of its own', () => {
    expect(comparableWith({ existing: false, connectionId: 8 }, '10200', [known()])).toEqual([])
  })
})

describe('a renewal', () => {
  const asks = (accounts: ComparableAccount[], ...found: BankAccount[]) =>
    compare(renewing, '10200', accounts, all(...found))

  it('with a login that shares no account is another person’s', () => {
    expect(asks([known()], listed({ iban: theirs }))).toEqual({ kind: 'other_login' })
  })

  it('with one account that is matched, however weakly, is the same person’s', () => {
    expect(asks([known()], listed({ iban: theirs }), listed({ iban: mine })).kind).toBe('keep')
    expect(asks([known()], listed({ name: 'Compte courant' })).kind).toBe('keep')
    expect(asks([known({ status: 'NOT_FOUND' })], listed({ iban: mine })).kind).toBe('keep')
  })

  it('names the connection that has these accounts already', () => {
    const other = known({ id: 2, connectionId: 9, iban: theirs, number: theirs })
    expect(asks([known(), other], listed({ iban: theirs }))).toEqual({
      kind: 'other_login',
      twin: { connectionId: 9, same: [2] },
    })
  })

  it('absence is never emptiness: without an answer, an account, or all of them, nobody is called another person', () => {
    const stranger = listed({ iban: theirs })
    expect(compare(renewing, '10200', [known()], undefined)).toEqual({ kind: 'keep' })
    expect(asks([known()])).toEqual({ kind: 'keep' })
    expect(asks([known()], { ...stranger, type: { unsupported: 'LifeInsurance' } })).toEqual({ kind: 'keep' })
    expect(compare(renewing, '10200', [known()], { accounts: [stranger], complete: false })).toEqual({ kind: 'keep' })
  })

  it('has nothing to be compared with where this channel never showed an account', () => {
    expect(comparableWith(renewing, '10200', [known({ definitionId: '10201' })])).toEqual([])
    expect(comparableWith(renewing, '10200', [known({ connectionId: 9 })])).toEqual([])
  })
})
