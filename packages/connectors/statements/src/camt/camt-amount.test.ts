import { expect, test } from 'vitest'
import { amountOf, directed, directionOf, signed } from './camt-amount.ts'
import { readCamtBalance } from './camt-balance.ts'
import { camtBookingDay, camtDay } from './camt-days.ts'
import { parseElement } from './xml-node.ts'

const node = (xml: string) => parseElement(xml, /^<(\w+)/.exec(xml)?.[1] ?? '')
const read = (text: string, currency = ' Ccy="EUR"') => amountOf(node(`<Amt${currency}>${text}</Amt>`))

test.each([
  ['12.30', 1230],
  ['+12.30', 1230],
  ['12', 1200],
  ['12.', 1200],
  ['.5', 50],
  ['0', 0],
  ['0000012.300000', 1230],
  ['0.00', 0],
  [`${'0'.repeat(58)}12`, 1200],
])('%s is %i cents', (text, minor) => expect(read(text)).toEqual({ minor, currency: 'EUR' }))

test.each(['', '.', '+', '-12.30', '12,30', '1 200', '1.2.3', '12 EUR', 'x12', '12x', `${'0'.repeat(59)}12`])(
  '"%s" is no amount',
  (text) => expect(read(text)).toBeUndefined(),
)

test('what is finer than the currency is kept to its last digit', () => {
  expect(read('1.005')).toEqual({ minor: 101, currency: 'EUR', exact: '1.005' })
})

test('a currency that is not named is the account’s; one that is no code spoils the amount', () => {
  expect(read('12.30', '')).toEqual({ minor: 1230, currency: 'XXX' })
  expect(read('12.30', ' Ccy="eur"')).toEqual({ minor: 1230, currency: 'EUR' })
  for (const code of ['EU', 'EURO', 'E1R', '1EUR']) expect(read('12.30', ` Ccy="${code}"`), code).toBeUndefined()
  expect(amountOf(undefined)).toBeUndefined()
})

test('the direction stands beside the amount; without it nothing is known', () => {
  const money = { minor: 500, currency: 'EUR' }
  const side = (word: string) => node(`<Ntry><CdtDbtInd>${word}</CdtDbtInd></Ntry>`)
  expect(['CRDT', 'dbit', 'BOTH'].map((word) => directionOf(side(word)))).toEqual(['in', 'out', undefined])
  expect(['CRDT', 'dbit', 'BOTH'].map((word) => signed(side(word), money)?.minor)).toEqual([500, -500, undefined])
  expect([signed(side('CRDT'), undefined), signed(undefined, money)]).toEqual([undefined, undefined])
  expect([directed(money, 'in').minor, directed(money, 'out').minor]).toEqual([500, -500])
})

test('a day is as it is written, an instant is where the bank is', () => {
  const day = (xml: string) => camtDay(node(`<Dt>${xml}</Dt>`), 'Europe/Paris')
  expect(day('<Dt>2026-06-30</Dt>')).toBe('2026-06-30')
  expect(day('<DtTm>2026-06-30T23:30:00Z</DtTm>')).toBe('2026-07-01')
  expect(day('<Dt>2026-06-29</Dt><DtTm>2026-06-30T23:30:00Z</DtTm>')).toBe('2026-06-29')
  expect([day('<Dt>soon</Dt>'), camtDay(undefined, 'Europe/Paris')]).toEqual([undefined, undefined])
})

test('30 February is a value day, and no booking day', () => {
  const dt = (day: string) => node(`<Dt><Dt>${day}</Dt></Dt>`)
  expect([camtDay(dt('2026-02-30'), 'Europe/Paris'), camtBookingDay(dt('2026-02-30'), 'Europe/Paris')]).toEqual([
    '2026-02-28',
    undefined,
  ])
  const instant = node('<Dt><DtTm>2026-04-31T23:30:00Z</DtTm></Dt>')
  expect(camtBookingDay(instant, 'Europe/Paris')).toBeUndefined()
  expect(camtBookingDay(node('<Dt><DtTm>2026-06-30T23:30:00Z</DtTm></Dt>'), 'Europe/Paris')).toBe('2026-07-01')
  expect(['2026-02-28', '2026-02-28+01:00'].map((day) => camtBookingDay(dt(day), 'Europe/Paris'))).toEqual([
    '2026-02-28',
    '2026-02-28',
  ])
  expect(camtBookingDay(undefined, 'Europe/Paris')).toBeUndefined()
})

test('a balance has its kind by the code, else by the bank’s own word', () => {
  const balance = (
    type: string,
    rest = '<Amt Ccy="EUR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-06-30</Dt></Dt>',
  ) => {
    const found = node(`<Bal><Tp><CdOrPrtry>${type}</CdOrPrtry></Tp>${rest}</Bal>`)
    return found && readCamtBalance(found, 'Europe/Paris')
  }
  const amount = { minor: -500, currency: 'EUR' }
  expect(balance('<Cd>CLBD</Cd>')).toEqual({ type: 'closingBooked', amount, day: '2026-06-30' })
  expect(balance('<Prtry>OWN</Prtry>')).toMatchObject({ type: 'OWN' })
  expect(balance('')).toMatchObject({ type: 'other' })
  expect(balance('<Cd>CLBD</Cd>', '<Amt Ccy="EUR">5.00</Amt>')).toBeUndefined()
})
