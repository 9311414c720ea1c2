import type { ProfessionalCountry } from '@raccord/contract'

export type RegistrationNumber =
  | { readonly kind: 'number'; readonly number: string }
  /** `check_digits`: well formed, but mistyped. */
  | { readonly kind: 'wrong'; readonly why: 'format' | 'check_digits' }

/** La Poste gave its offices numbers before the check digit was: their digits add up to a multiple of five instead. */
const LA_POSTE = '356000000'

/**
 * Reads the number under which a business is registered, however it was grouped: France SIREN or SIRET (Luhn), Italy
 * partita IVA (Luhn), United Kingdom company number (no check digit), elsewhere anything of the kind.
 */
export function readRegistrationNumber(country: ProfessionalCountry, text: string): RegistrationNumber {
  const number = text.toUpperCase().replace(/[\s.\u00a0\u202f-]/g, '')
  switch (country) {
    case 'FR':
      if (!/^(\d{9}|\d{14})$/.test(number) || /^0+$/.test(number)) return { kind: 'wrong', why: 'format' }
      if (number.length === 14 && number.startsWith(LA_POSTE) && sum(number) % 5 === 0)
        return { kind: 'number', number }
      return checked(number)
    case 'IT': {
      const digits = number.replace(/^IT/, '')
      return /^\d{11}$/.test(digits) && !/^0+$/.test(digits) ? checked(digits) : { kind: 'wrong', why: 'format' }
    }
    case 'GB':
      return /^(\d{8}|[A-Z]{2}\d{6})$/.test(number) ? { kind: 'number', number } : { kind: 'wrong', why: 'format' }
    case 'OTHER':
      return /^[A-Z0-9/]{3,30}$/.test(number) ? { kind: 'number', number } : { kind: 'wrong', why: 'format' }
  }
}

function checked(number: string): RegistrationNumber {
  return luhn(number) ? { kind: 'number', number } : { kind: 'wrong', why: 'check_digits' }
}

/** ISO/IEC 7812-1, annex B. */
function luhn(number: string): boolean {
  const total = [...number].reverse().reduce((all, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return total % 10 === 0
}

function sum(number: string): number {
  return [...number].reduce((all, digit) => all + Number(digit), 0)
}
