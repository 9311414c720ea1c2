import { describe, expect, test } from 'vitest'
import { readStatement } from '../read-statement.ts'

const read = (line: string, head = ':60F:C251231EUR100,00', currency?: string) => {
  const statement = readStatement(`:20:A\n:25:1\n${head}\n:61:${line}\n:86:x\n:62F:C260302EUR1,00\n`, currency)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  return statement
}
const minor = (line: string) => read(line).transactions[0]?.amount.minor

describe('amounts', () => {
  test.each([
    ['260302C0000000000012,50NTRF', 1250],
    ['260302C9007199254740,99NTRF', 900719925474099],
    ['260302D      12,50NTRF', -1250],
    ['260302C,50NTRF', 50],
    ['260302C12,500NTRF', 1250],
    ['260302C1.05NTRF', 105],
    ['260302C1.500,00NTRF', 150000],
  ])('%s is %i', (line, expected) => {
    expect(minor(line)).toBe(expected)
  })

  const longer = ["1'234,50", '1 234,50', '1\u00a0234,50', '1\u202f234,50', '1E+2', '12_30', '12:30', '12,30-', '12,3O']

  test.each(['1,234', '1.234', '1,234.56', '90071992547409930,00', '1,2,3', '1,00,00', ...longer])(
    '%s is not guessed at: the entry is told as unreadable',
    (amount) => {
      expect(read(`260302C${amount}NTRF`)).toMatchObject({ transactions: [], skipped: ['amount_unreadable'] })
    },
  )

  test('three decimals where the currency has them, none where it has none', () => {
    expect(read('260302C1,234NTRF', ':60F:C260301KWD1,').transactions[0]?.amount.minor).toBe(1234)
    expect(read('260302C1234567890123456,NTRF', ':60F:C260301JPY1,').transactions[0]?.amount.minor).toBe(
      1234567890123456,
    )
  })

  test('balances are padded with zeros or spaces', () => {
    for (const padded of ['000000003000,00', '     3000,00']) {
      expect(read('260302C1,NTRF', `:60F:C251231EUR${padded}`).balances[0]?.amount.minor).toBe(300000)
    }
  })
})

describe('days', () => {
  test.each([
    ['2602300227', '2026-02-27', '2026-02-28'],
    ['2602290302', '2026-03-02', '2026-02-28'],
    ['260230', '2026-02-28', '2026-02-28'],
    ['2602300230', '2026-02-28', '2026-02-28'],
    ['2404310430', '2024-04-30', '2024-04-30'],
    ['2512310102', '2026-01-02', '2025-12-31'],
    ['2601021231', '2025-12-31', '2026-01-02'],
    ['2403010229', '2024-02-29', '2024-03-01'],
    ['2503010229', '2025-02-28', '2025-03-01'],
    // No value day at all: the year is that of the opening balance, or the next.
    ['2613010102', '2026-01-02', undefined],
    ['2603020000', '2026-03-02', '2026-03-02'],
  ])('%s is booked on %s, valued on %s', (days, bookingDate, valueDate) => {
    const [found] = read(`${days}C1,00NTRF`).transactions
    expect([found?.bookingDate, found?.valueDate]).toEqual([bookingDate, valueDate])
  })
})

test('a booked entry without any day that exists is told as unread; an announced one needs none', () => {
  const file = (line: string) => readStatement(`:20:A\n:25:1\n:61:${line}\n:86:x\n`)
  expect(file('261302C1,00NTRF')).toMatchObject({ transactions: [], skipped: ['date_unreadable'] })
  expect(file('261302EC1,00NTRF')).toMatchObject({ transactions: [{ status: 'PENDING' }], skipped: [] })
})

describe('announced', () => {
  const status = (text: string) => {
    const statement = readStatement(text)
    return statement.kind === 'statement' ? statement.transactions.map((one) => one.status) : statement.why
  }
  const entry = ':61:260302C1,00NTRF\n:86:x\n'
  test.each([
    ['by its floor limit', `:20:A\n:25:1\n:28C:1\n:34F:EUR0,\n:13D:2603021200+0100\n${entry}:90D:0EUR0,\n-\n`],
    ['by the time of the report', `:20:A\n:25:1\n:28C:1\n:13D:2603021200+0100\n${entry}-\n`],
    ['by its block', `{1:F01X}{2:O9421200}{4:\n:20:A\n:25:1\n${entry}-}`],
    ['by a line in front', `ABNANL2A\n942\nABNANL2A\n:20:A\n:25:1\n${entry}-\n`],
  ])('%s: all entries of an MT942 are pending', (_how, text) => {
    expect(status(text)).toEqual(['PENDING'])
  })

  test('the statement before and after it is not', () => {
    const booked = `:20:A\n:25:1\n:60F:C260301EUR1,\n${entry}:62F:C260301EUR1,\n-\n`
    expect(status(`${booked}:20:B\n:25:1\n:34F:EUR0,\n${entry}-\n${booked}`)).toEqual(['BOOKED', 'PENDING', 'BOOKED'])
  })
})
