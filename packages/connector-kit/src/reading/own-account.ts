import { ibanOf } from './iban.ts'

/** The account that a statement was asked for, as far as the server knows it. */
export interface OwnAccount {
  readonly iban?: string | undefined
  readonly number?: string | undefined
  /** `XXX`: several. */
  readonly currency?: string | undefined
}

/** How a statement names its account. */
export interface NamedAccount {
  readonly iban?: string
  readonly number?: string
  readonly currency?: string
}

/** `unknown`: named in a way that cannot be compared. */
export type Belonging = 'own' | 'unknown' | 'other' | 'other_currency'

export function belongingOf(named: NamedAccount, own: OwnAccount): Belonging {
  const account = sameAccount(named, own)
  if (account === 'other') return 'other'
  const { currency } = own
  const foreign = currency !== undefined && currency !== 'XXX' && (named.currency ?? currency) !== currency
  return foreign ? 'other_currency' : account
}

function sameAccount(named: NamedAccount, own: OwnAccount): 'own' | 'unknown' | 'other' {
  const iban = ibanOf(own.iban) ?? ibanOf(own.number)
  const there = ibanOf(named.iban)
  if (iban !== undefined && there !== undefined) return iban === there ? 'own' : 'other'
  const number = named.number ?? named.iban
  if (number === undefined) return 'own'
  if (iban !== undefined) return numberInIban(number, iban)
  if (own.number === undefined) return 'unknown'
  const [one, two] = [bare(own.number), bare(number)]
  if (one === '' || two === '') return 'unknown'
  if (one.endsWith(two) || two.endsWith(one)) return 'own'
  // A number inside of another may have a bank's own digits around it.
  if (one.includes(two) || two.includes(one)) return 'unknown'
  return isNumber(number) && isNumber(own.number) ? 'other' : 'unknown'
}

/** Digits, as many as an account has, and what stands between bank, branch and account: anything else can't be compared. */
function isNumber(written: string): boolean {
  return /^[\d\s./-]+$/.test(written.trim()) && bare(written).length >= 5
}

/** A national number against an IBAN that holds it, as most do: bank, branch, account in this order. */
function numberInIban(number: string, iban: string): 'own' | 'unknown' | 'other' {
  const german = /^(\d{8})(?:\s*\/\s*(\d{1,10})|(\d{10}))$/.exec(number.trim())
  if (iban.startsWith('DE') && german) {
    const account = german[2] ?? german[3] ?? ''
    return iban.slice(4) === `${german[1]}${account.padStart(10, '0')}` ? 'own' : 'other'
  }
  const holdsNumbers = !/^(CH|LI|SE)/.test(iban)
  let from = 4
  for (const part of number.split(/[^A-Za-z0-9]+/).map(bare)) {
    const at = iban.indexOf(part, from)
    if (at === -1) return isNumber(number) && holdsNumbers && !iban.includes(part) ? 'other' : 'unknown'
    from = at + part.length
  }
  return bare(number).length >= 4 ? 'own' : 'unknown'
}

function bare(text: string): string {
  return text
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/^0+/, '')
    .toUpperCase()
}
