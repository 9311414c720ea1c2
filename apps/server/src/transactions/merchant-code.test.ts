import { expect, test } from 'vitest'
import { categoryOfMerchantCode } from './merchant-code.ts'

/** First and last of each range (ISO 18245), and the categories of the codes right before and behind it. */
test.each([
  ['0742', '0742', 'PETS', undefined, undefined],
  ['3000', '3999', 'TRAVEL', undefined, undefined],
  ['4111', '4131', 'PUBLIC_TRANSPORT', undefined, undefined],
  ['4511', '4511', 'TRAVEL', undefined, undefined],
  ['4784', '4784', 'PARKING_TOLLS', undefined, undefined],
  ['4812', '4816', 'TELECOM', undefined, undefined],
  ['4829', '4829', 'MONEY_TRANSFER', undefined, undefined],
  ['4900', '4900', 'ENERGY', undefined, undefined],
  ['5200', '5261', 'HOME_SUPPLIES', undefined, undefined],
  ['5411', '5499', 'SUPERMARKET', undefined, undefined],
  ['5541', '5542', 'FUEL', undefined, undefined],
  ['5611', '5699', 'DRESSING', undefined, undefined],
  ['5811', '5813', 'RESTAURANTS', undefined, 'SNAKS_ANDWORK_MEALS'],
  ['5814', '5814', 'SNAKS_ANDWORK_MEALS', 'RESTAURANTS', 'SUBSCRIPTIONS'],
  ['5815', '5818', 'SUBSCRIPTIONS', 'SNAKS_ANDWORK_MEALS', undefined],
  ['5912', '5912', 'PHARMACY', undefined, undefined],
  ['5940', '5941', 'SPORTS_GOODS', undefined, 'CULTURE'],
  ['5942', '5942', 'CULTURE', 'SPORTS_GOODS', undefined],
  ['5993', '5993', 'TOBACCO', undefined, undefined],
  ['5995', '5995', 'PETS', undefined, undefined],
  ['6010', '6011', 'CASH', undefined, undefined],
  ['6300', '6300', 'INSURANCE', undefined, undefined],
  ['7011', '7012', 'TRAVEL', undefined, undefined],
  ['7523', '7523', 'PARKING_TOLLS', undefined, undefined],
  ['7800', '7802', 'GAMBLING', undefined, undefined],
  ['7832', '7832', 'CULTURE', undefined, undefined],
  ['7941', '7941', 'SPORT', undefined, undefined],
  ['7995', '7995', 'GAMBLING', undefined, undefined],
  ['7997', '7997', 'SPORT', undefined, undefined],
  ['8011', '8099', 'DOCTOR', undefined, undefined],
  ['9311', '9311', 'TAXES', undefined, undefined],
])('%s to %s is %s', (first, last, category, before, behind) => {
  const next = (code: string, by: number) => String(Number(code) + by).padStart(4, '0')
  expect([first, last].map(categoryOfMerchantCode)).toEqual([category, category])
  expect([next(first, -1), next(last, 1)].map(categoryOfMerchantCode)).toEqual([before, behind])
})

test('what is no code of four digits has no category', () => {
  const none = [undefined, '', '742', '05411', '54111', '5411 ', 'MCC5411']
  expect(none.map(categoryOfMerchantCode)).toEqual(none.map(() => undefined))
})
