import { expect, it } from 'vitest'
import { readAccount } from './account.ts'

it('the number is the country’s where the bank tells it, else the IBAN, else the masked card number', () => {
  const of = (more: object) => readAccount({ resourceId: 'r', currency: 'EUR', ...more }, 'account')?.account
  const iban = 'DE89 3704 0044 0532 0130 00'
  expect(of({ iban, bban: '37040044 532013000' })).toMatchObject({
    number: '37040044 532013000',
    iban: 'DE89370400440532013000',
  })
  expect(of({ iban })).toMatchObject({ number: 'DE89370400440532013000' })
  expect(of({ maskedPan: '4978XXXXXXXX4034' })).toMatchObject({ number: '4978XXXXXXXX4034' })
})
