import type { CategoryId } from './categories.ts'

/** ISO 18245 merchant category codes, the ranges that mean one of our categories. First and last code, inclusive. */
const ranges: readonly (readonly [first: number, last: number, category: CategoryId])[] = [
  [742, 742, 'PETS'],
  [3000, 3999, 'TRAVEL'],
  [4111, 4131, 'PUBLIC_TRANSPORT'],
  [4511, 4511, 'TRAVEL'],
  [4784, 4784, 'PARKING_TOLLS'],
  [4812, 4816, 'TELECOM'],
  [4829, 4829, 'MONEY_TRANSFER'],
  [4900, 4900, 'ENERGY'],
  [5200, 5261, 'HOME_SUPPLIES'],
  [5411, 5499, 'SUPERMARKET'],
  [5541, 5542, 'FUEL'],
  [5611, 5699, 'DRESSING'],
  [5811, 5813, 'RESTAURANTS'],
  [5814, 5814, 'SNAKS_ANDWORK_MEALS'],
  [5815, 5818, 'SUBSCRIPTIONS'],
  [5912, 5912, 'PHARMACY'],
  [5940, 5941, 'SPORTS_GOODS'],
  [5942, 5942, 'CULTURE'],
  [5993, 5993, 'TOBACCO'],
  [5995, 5995, 'PETS'],
  [6010, 6011, 'CASH'],
  [6300, 6300, 'INSURANCE'],
  [7011, 7012, 'TRAVEL'],
  [7523, 7523, 'PARKING_TOLLS'],
  [7800, 7802, 'GAMBLING'],
  [7832, 7832, 'CULTURE'],
  [7941, 7941, 'SPORT'],
  [7995, 7995, 'GAMBLING'],
  [7997, 7997, 'SPORT'],
  [8011, 8099, 'DOCTOR'],
  [9311, 9311, 'TAXES'],
]

export function categoryOfMerchantCode(code: string | undefined): CategoryId | undefined {
  if (!code || !/^\d{4}$/.test(code)) return undefined
  const value = Number(code)
  return ranges.find(([first, last]) => value >= first && value <= last)?.[2]
}
