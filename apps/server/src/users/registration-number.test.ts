import { expect, it } from 'vitest'
import { readRegistrationNumber } from './registration-number.ts'

it.each([
  ['FR', '732 829 320', '732829320'],
  ['FR', '732 829 320 00074', '73282932000074'],
  ['FR', '356 000 000 00048', '35600000000048'],
  // An office of La Poste: no Luhn, but its digits add up to a multiple of five.
  ['FR', '35600000009075', '35600000009075'],
  ['IT', 'IT 00743110157', '00743110157'],
  ['GB', 'sc123456', 'SC123456'],
  ['GB', '0123 4567', '01234567'],
  ['OTHER', 'HRB 12345/B', 'HRB12345/B'],
] as const)('%s %s is %s', (country, text, number) => {
  expect(readRegistrationNumber(country, text)).toEqual({ kind: 'number', number })
})

it.each([
  ['FR', '732829321', 'check_digits'],
  ['FR', '73282932000075', 'check_digits'],
  ['FR', '35600000009076', 'check_digits'],
  ['FR', '000000000', 'format'],
  ['FR', '7328293', 'format'],
  ['FR', 'FR73282932', 'format'],
  ['IT', '00743110158', 'check_digits'],
  ['IT', '0074311015', 'format'],
  ['GB', '1234567', 'format'],
  ['OTHER', '<script>', 'format'],
  ['OTHER', '12', 'format'],
] as const)('%s %s is refused: %s', (country, text, why) => {
  expect(readRegistrationNumber(country, text)).toEqual({ kind: 'wrong', why })
})
