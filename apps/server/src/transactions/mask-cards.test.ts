import { expect, test } from 'vitest'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { identify, OccurrenceCounter } from './identity.ts'
import { maskAccount, maskEntry } from './mask-cards.ts'

const pan = '4111111111111111'
const masked = '411111XXXXXX1111'

test('no text of an entry carries a whole card number further; the rest is as sent', () => {
  const sent = entry('2026-05-20', -400, `Achat ${pan} &amp; Co`, {
    counterpartyName: `CB ${pan}`,
    ownSideName: pan,
    additionalInformation: `card ${pan}`,
    endToEndId: pan,
    checkNumber: pan,
    mandateId: pan,
    creditorId: pan,
    counterpartyIban: pan,
    bankTransactionCode: pan,
    proprietaryCode: `NTRF ${pan}`,
    bankId: pan,
  })
  const kept = maskEntry(sent)
  expect(kept).toMatchObject({
    remittance: [`Achat ${masked} &amp; Co`],
    counterpartyName: `CB ${masked}`,
    ownSideName: masked,
    additionalInformation: `card ${masked}`,
    endToEndId: masked,
    checkNumber: masked,
    mandateId: masked,
    creditorId: masked,
    counterpartyIban: undefined,
    bankTransactionCode: masked,
    proprietaryCode: `NTRF ${masked}`,
    // What entries are known by.
    bankId: pan,
  })
  expect(kept.raw).toBe(sent.raw)
  const iban = { counterpartyIban: 'FR7630006000011234567890189' }
  expect(maskEntry({ ...sent, ...iban })).toMatchObject(iban)
  expect(maskAccount(bankAccount('a', { ownerName: `LUKE ${pan}` })).ownerName).toBe(`LUKE ${masked}`)
  const plain = entry('2026-05-20', -400, 'Caf\u00e9 &lt;3 &#39;Paris&#39;')
  expect(maskEntry(plain)).toBe(plain)
  const party = maskEntry({ ...plain, counterpartyName: pan, mandateId: 'M-1' })
  expect(party).toMatchObject({ counterpartyName: masked, mandateId: 'M-1' })
  expect(party.remittance).toBe(plain.remittance)
  expect(party).not.toHaveProperty('checkNumber')
})

test('a row stored before by its unmasked text is known by it', () => {
  const sent = entry('2026-05-20', -400, `Achat ${pan}`)
  const [before] = identify([sent], new OccurrenceCounter())
  const [now] = identify([maskEntry(sent)], new OccurrenceCounter())
  expect(now?.formerKey).toBe(before?.identityKey)
  expect(now?.identityKey).not.toBe(before?.identityKey)
})

test('accounts: cards under any member, and nothing that is a number of an account', () => {
  const card = bankAccount('c', { type: 'CREDIT_CARD', maskedPan: pan, number: pan, name: `Visa ${pan}` })
  expect(maskAccount(card)).toMatchObject({ maskedPan: masked, number: masked, name: `Visa ${masked}` })
  expect(maskAccount(bankAccount('c', { type: 'CREDIT_CARD', number: '1234567890123456' })).number).toBe(
    '123456XXXXXX3456',
  )
  const current = bankAccount('a', { number: '30961700123456', iban: 'FR7630006000011234567890189' })
  expect(maskAccount(current)).toMatchObject({ number: '30961700123456', iban: 'FR7630006000011234567890189' })
  // The bank says itself that this number is a card's; the account of a card is one, whatever its type.
  expect(maskAccount(bankAccount('a', { number: pan, maskedPan: pan })).number).toBe(masked)
  expect(maskAccount(bankAccount('a', { resource: 'card-account', number: '1234567890123456' })).number).toBe(
    '123456XXXXXX3456',
  )
  expect(maskAccount(bankAccount('a', { iban: pan, number: pan, type: 'CREDIT_CARD' })).number).toBe(pan)
  // In a name only a card's own number may be one of no scheme.
  const name = '1234567890123456'
  expect(maskAccount(bankAccount('a', { name })).name).toBe(name)
  expect(maskAccount(bankAccount('a', { name: `CB ${pan}` })).name).toBe(`CB ${masked}`)
  expect(maskAccount(bankAccount('a', { name, type: 'CREDIT_CARD' })).name).toBe('123456XXXXXX3456')
  const { name: _, ...nameless } = bankAccount('a', {})
  expect(maskAccount(nameless)).not.toHaveProperty('name')
})
