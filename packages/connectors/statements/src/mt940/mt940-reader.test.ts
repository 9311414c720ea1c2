import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStatement, statementReader } from '../read-statement.ts'
import type { StatementPart } from '../statement-part.ts'

const file = (...fields: string[]) =>
  [
    ':20:START',
    ':25:12345678/1234567',
    ':28C:1/1',
    ':60F:C260301EUR100,00',
    ...fields,
    ':62F:C260302EUR90,50',
    '-',
  ].join('\r\n')
const read = (text: string, currency?: string) => {
  const statement = readStatement(text, currency)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  return statement
}
const only = (...fields: string[]) => {
  const statement = read(file(...fields))
  expect(statement.skipped).toEqual([])
  const [found] = statement.transactions
  if (!found || statement.transactions.length > 1) throw new Error(`${statement.transactions.length} entries`)
  return found
}

test('German subfields with SEPA parts over several pieces', () => {
  const found = only(
    ':61:2603020302DR9,50NDDTNONREF//B-77',
    ':86:105?00SEPA-BASISLASTSCHRIFT?109075?20EREF+R-2026-03-0815?21MREF+M-1?22CRED+DE98ZZZ09999999999?23SVWZ+Beitrag Maerz 2026 der?24 Krankenversicherung?30GENODEF1XXX?31DE89370400440532013000?32Versicherung?33 AG?34990',
  )
  expect(found).toMatchObject({
    ...{ amount: { minor: -950, currency: 'EUR' }, bookingDate: '2026-03-02', valueDate: '2026-03-02', bankId: 'B-77' },
    ...{ endToEndId: 'R-2026-03-0815', mandateId: 'M-1', creditorId: 'DE98ZZZ09999999999' },
    ...{ counterpartyIban: 'DE89370400440532013000', additionalInformation: 'SEPA-BASISLASTSCHRIFT' },
    proprietaryCode: 'NDDT+105+9075+990',
  })
  expect(found.remittance.join(' ')).toContain('Beitrag Maerz 2026')
  expect(found.counterpartyName).toMatch(/^Versicherung ?AG$/)
})

test('plain subfields are lines', () => {
  const found = only(':61:260302C1,00NTRFNONREF', ':86:166?00GUTSCHRIFT?20Rechnung 42?21vom 1.3.?32Mia')
  expect(found).toMatchObject({ remittance: ['Rechnung 42', 'vom 1.3.'], counterpartyName: 'Mia' })
})

test('Dutch words between slashes', () => {
  const found = only(
    ':61:260302C10,00NTRFNONREF',
    ':86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAM',
    'E/J JANSEN/REMI/FACTUUR 1/2/EREF/NOTPROVIDED',
  )
  expect(found).toMatchObject({
    ...{ counterpartyName: 'J JANSEN', counterpartyIban: 'NL91ABNA0417164300', remittance: ['FACTUUR 1/2'] },
    additionalInformation: 'SEPA OVERBOEKING',
  })
  expect(found.endToEndId).toBeUndefined()
})

test('anything else of field 86 is lines; its second line of field 61 stands in for none', () => {
  expect(only(':61:260302C10,00NTRFNONREF', ':86:Money from', 'Mia')).toMatchObject({
    remittance: ['Money from', 'Mia'],
  })
  expect(only(':61:260302C10,00NTRFREF1//B1', 'POS 4711')).toMatchObject({ remittance: ['POS 4711'], bankId: 'B1' })
})

test.each([
  ['260302D1,00NTRF', -100],
  ['260302RD1,00NTRF', 100],
  ['260302RC1,00NTRF', -100],
  ['260302CR1,00NTRF', 100],
  ['260302DR1,NTRF', -100],
  ['260302C1.05NTRF', 105],
  ['260302C12', 1200],
])('%s is %i', (line, minor) => {
  expect(only(`:61:${line}`).amount.minor).toBe(minor)
})

test('the year of an entry is the one nearest to its value date', () => {
  expect(only(':61:2512310102C1,00NTRF')).toMatchObject({ valueDate: '2025-12-31', bookingDate: '2026-01-02' })
  expect(only(':61:2601021231C1,00NTRF')).toMatchObject({ valueDate: '2026-01-02', bookingDate: '2025-12-31' })
})

test('balances, with those between pages left out', () => {
  const { balances } = read(file(':64:C260302EUR80,00', ':60M:C260302EUR1,00'))
  expect(balances).toMatchObject([
    { type: 'openingBooked', amount: { minor: 10000 }, day: '2026-03-01' },
    { type: 'interimAvailable', amount: { minor: 8000 } },
    { type: 'closingBooked', amount: { minor: 9050 } },
  ])
})

test('blocks around it, several statements, words of field 86 about the whole of one', () => {
  const one =
    '{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\n:20:A\n:25:DE89370400440532013000EUR\n:60F:C260301USD1,00\n:61:260302C1,00NTRF\n:62F:C260302USD2,00\n:86:statement of the branch\n-}'
  const { transactions } = read(`${one}\n${one}`)
  expect(transactions).toMatchObject([
    { amount: { currency: 'USD' }, remittance: [] },
    { amount: { currency: 'USD' }, remittance: [] },
  ])
})

test('expected entries of MT942 are pending; the currency is that of the floor limit, or of the account', () => {
  expect(read(':20:A\n:34F:CHFD0,00\n:61:260302ED5,00NTRF\n').transactions).toMatchObject([
    { status: 'PENDING', amount: { minor: -500, currency: 'CHF' } },
  ])
  expect(read(':20:A\n:61:260302C5NTRF\n', 'JPY').transactions).toMatchObject([
    { amount: { minor: 5, currency: 'JPY' } },
  ])
})

test('a broken entry costs itself, an unknown field nothing', () => {
  const { transactions, skipped } = read(file(':61:nonsense', ':86:about it', ':99Z:what', ':61:260302C1,00NTRF'))
  expect(transactions).toHaveLength(1)
  expect(skipped).toEqual(['entry_unreadable'])
})

describe('texts that are refused', () => {
  test.each(['', 'Sorry, our service is closed.', 'no colon', '{"a":1}', 'x'.repeat(10_000)])('%.20s', (text) => {
    expect(readStatement(text)).toMatchObject({ kind: 'unreadable' })
  })
})

test('however it is cut into pieces, the same comes out', () => {
  const text = file(':61:260302C1,00NTRF//B', ':86:166?20one?21two', ':61:260302D2,00NTRF', ':86:three', 'four')
  const parts = (pieces: readonly string[]): StatementPart[] => {
    const reader = statementReader('mt940')
    return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
  }
  const whole = parts([text])
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length]
      expect(parts(at.slice(1).map((end, index) => text.slice(at[index], end)))).toEqual(whole)
    }),
    { numRuns: 200 },
  )
})

test('no text makes it throw anything but its own refusal', () => {
  const pieces = fc.constantFrom(
    ':61:',
    ':86:',
    '\n',
    '?20',
    '/REMI/',
    '260302',
    'C1,00',
    'NTRF',
    ':60F:',
    '{4:',
    '-',
    'é',
    '//',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (words) => {
      expect(['statement', 'unreadable']).toContain(readStatement(`:20:${words.join('')}`).kind)
    }),
  )
})
