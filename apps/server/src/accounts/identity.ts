import type { BankAccount } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import type { KnownAccount } from './account-store.ts'

export type SupportedAccount = BankAccount & { readonly type: AccountType }

export function isSupported(account: BankAccount): account is SupportedAccount {
  return typeof account.type === 'string'
}

export interface AccountMatch<T extends KnownAccount = KnownAccount> {
  readonly found: SupportedAccount
  /** Absent: an account never seen on this connection. */
  readonly known?: T
  readonly identityKey: string
}

/** How an account may be recognised, strongest first. `undefined`: this account cannot be recognised that way. */
type Trait = (account: Traits) => string | undefined

interface Traits {
  readonly iban: string | undefined
  readonly number: string | undefined
  readonly masked: string | undefined
  readonly bankId: string
  readonly resource: string
  readonly name: string
  readonly type: string
  readonly currency: string
}

/** The currency is part of each: a multi-currency account shares one IBAN among several accounts. */
const identifiers: readonly Trait[] = [
  (a) => a.iban && `iban:${a.iban}:${a.currency}`,
  (a) => a.masked && `pan:${a.masked}:${a.currency}:${a.type}`,
  (a) => a.number && `number:${a.number}:${a.currency}`,
]
const byBankId: Trait = (a) => `bank:${a.resource}:${a.bankId}:${a.currency}:${a.type}`
const byName: Trait = (a) => a.name && `name:${a.name}:${a.type}:${a.currency}`

/**
 * IBAN, then masked card number, then number, then elimination by name. The bank's own id alone comes last: banks mint
 * new ones with each consent, and some merely number the accounts of a session.
 */
const traits: readonly Trait[] = [...identifiers, both(byName, byBankId), byName, byBankId]

/**
 * Recognises accounts across consents, so that ids, history and the person's choices survive when the bank mints new
 * resource ids. Each trait is tried on what is still unmatched, and only where it singles out one account on either side;
 * a tie is broken by the trait together with the bank's id, the name and the type, else left to a weaker trait. Two
 * accounts with different IBANs (or numbers) are never taken for one another, however alike they look.
 */
export function matchAccounts<T extends KnownAccount>(
  known: readonly T[],
  found: readonly SupportedAccount[],
): AccountMatch<T>[] {
  const left = new Map(known.map((account) => [account, inCurrencyOf(traitsOfKnown(account), found)]))
  const open = new Map(found.map((account) => [account, traitsOfFound(account)]))
  const matches = new Map<SupportedAccount, T>()
  for (const trait of traits) {
    for (const narrowed of [trait, both(trait, (a) => a.bankId), both(trait, (a) => `${a.name}:${a.type}`)]) {
      pairUnique(left, open, narrowed, matches)
    }
  }
  return withKeys(known, found, matches)
}

/**
 * Those of the known accounts that are in this list too, of whatever login: by what a bank itself tells accounts apart by
 * (IBAN, card number, number), never by a name or an id.
 */
export function sameAtBank<T extends KnownAccount>(known: readonly T[], found: readonly SupportedAccount[]): T[] {
  const listed = found.map(traitsOfFound)
  return known.filter((account) => {
    const own = inCurrencyOf(traitsOfKnown(account), found)
    return listed.some(
      (other) => !contradict(own, other) && identifiers.some((trait) => isSame(trait(own), trait(other))),
    )
  })
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  return Boolean(one) && one === other
}

/**
 * An account that was stored without a currency (`XXX`), before that of its balance was taken, is the only one of its IBAN or number.
 */
function inCurrencyOf(stored: Traits, found: readonly SupportedAccount[]): Traits {
  if (stored.currency !== 'XXX') return stored
  const same = found.map(traitsOfFound).filter(({ iban, number, masked }) => {
    return (
      (iban ?? number ?? masked) !== undefined &&
      (iban ?? number ?? masked) === (stored.iban ?? stored.number ?? stored.masked)
    )
  })
  const [only, ...others] = same
  return only && others.length === 0 ? { ...stored, currency: only.currency } : stored
}

function pairUnique<T>(
  left: Map<T, Traits>,
  open: Map<SupportedAccount, Traits>,
  trait: Trait,
  matches: Map<SupportedAccount, T>,
): void {
  const here = groupBy(left, trait)
  for (const [key, candidates] of groupBy(open, trait)) {
    const [account, ...others] = candidates
    const [known, ...rivals] = here.get(key) ?? []
    if (!account || !known || others.length > 0 || rivals.length > 0) continue
    if (contradict(account[1], known[1])) continue
    matches.set(account[0], known[0])
    open.delete(account[0])
    left.delete(known[0])
  }
}

/** A strong identifier that both have and that differs. */
function contradict(a: Traits, b: Traits): boolean {
  if (a.currency !== b.currency) return true
  if (a.iban && b.iban) return a.iban !== b.iban
  if (a.masked && b.masked) return a.masked !== b.masked
  return Boolean(a.number && b.number && a.number !== b.number)
}

/** Every account of the connection has a key of its own: the strongest trait, numbered where even that is shared. */
function withKeys<T extends KnownAccount>(
  known: readonly T[],
  found: readonly SupportedAccount[],
  matches: ReadonlyMap<SupportedAccount, T>,
): AccountMatch<T>[] {
  const taken = new Set(known.map((account) => account.identityKey))
  return found.map((account) => {
    const match = matches.get(account)
    const wanted = strongest(traitsOfFound(account))
    // Only a key without a number can have become stronger (the bank now tells the IBAN); a numbered one stays.
    if (match && (taken.has(wanted) || match.identityKey.startsWith(`${wanted}~`))) {
      return { found: account, known: match, identityKey: match.identityKey }
    }
    let identityKey = wanted
    for (let n = 2; taken.has(identityKey); n++) identityKey = `${wanted}~${n}`
    taken.add(identityKey)
    return { found: account, identityKey, ...(match ? { known: match } : {}) }
  })
}

function strongest(account: Traits): string {
  for (const trait of identifiers) {
    const key = trait(account)
    if (key) return key
  }
  return `bank:${account.resource}:${account.bankId}:${account.currency}:${account.type}`
}

function traitsOfFound(account: SupportedAccount): Traits {
  return traitsOf(account, account.number, account.maskedPan)
}

function traitsOfKnown(account: KnownAccount): Traits {
  return traitsOf(account, account.number, undefined)
}

function traitsOf(
  account: SupportedAccount | KnownAccount,
  anyNumber: string | undefined,
  pan: string | undefined,
): Traits {
  // One column holds IBAN, number or masked card number, whichever the bank gives first: told apart again here.
  const number = anyNumber === account.iban ? undefined : anyNumber
  const isMasked = number !== undefined && /[*xX•.]{2,}/.test(number)
  return {
    iban: compact(account.iban),
    number: isMasked ? undefined : compact(number),
    masked: masked(isMasked ? number : pan),
    bankId: account.bankId,
    resource: account.resource,
    name: words(account.name),
    type: account.type,
    currency: account.currency,
  }
}

/** `49XX XXXX XX30 4034` and `49**********4034` are the same card: leading and last digits remain. */
function masked(pan: string | undefined): string | undefined {
  if (!pan) return undefined
  const digits = pan.replace(/[\s-]/g, '').replace(/[^0-9]+/g, '*')
  return /\d/.test(digits) ? digits : undefined
}

function compact(text: string | undefined): string | undefined {
  const value = text?.replace(/[\s-]/g, '').toUpperCase()
  return value === '' ? undefined : value
}

function words(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ').toUpperCase()
}

function both(first: Trait, second: Trait): Trait {
  return (account) => {
    const key = first(account)
    return key && `${key}|${second(account)}`
  }
}

function groupBy<K>(accounts: ReadonlyMap<K, Traits>, trait: Trait): Map<string, [K, Traits][]> {
  const groups = new Map<string, [K, Traits][]>()
  for (const [account, of] of accounts) {
    const key = trait(of)
    if (!key) continue
    const group = groups.get(key)
    if (group) group.push([account, of])
    else groups.set(key, [[account, of]])
  }
  return groups
}
