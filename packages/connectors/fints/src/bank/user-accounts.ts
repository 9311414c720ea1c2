import { type Segment, textAt } from '../wire/segment.ts'

/** An account of the user's parameters (HIUPD): the list of what there is. */
export interface UserAccount {
  readonly number: string
  readonly sub: string
  readonly blz: string
  readonly iban?: string
  readonly bic?: string
  /** Kind of account, 1–99; banks leave it out. */
  readonly kind?: number
  readonly currency: string
  readonly owner?: string
  readonly product?: string
  /** Orders that the bank names for it. */
  readonly orders: readonly string[]
  /** HISPA: it takes part in SEPA. */
  readonly sepa?: boolean
}

export interface UserParameters {
  readonly version: string
  /** An order that is not named for an account may be allowed all the same. */
  readonly openOrders: boolean
  readonly accounts: readonly UserAccount[]
}

const mostAccounts = 500
const orderAt = 9

/** The user's parameters in an answer; `undefined` when there are none. */
export function userParametersOf(segments: readonly Segment[]): UserParameters | undefined {
  const general = segments.find(({ id }) => id === 'HIUPA')
  const accounts = segments.filter(({ id }) => id === 'HIUPD').flatMap((one) => accountOf(one) ?? [])
  if (!general && accounts.length === 0) return undefined
  return {
    version: general ? textAt(general, 1).slice(0, 20) : '0',
    openOrders: general ? textAt(general, 2) === '1' : true,
    accounts: accounts.slice(0, mostAccounts),
  }
}

function accountOf(segment: Segment): UserAccount | undefined {
  // Without an IBAN in its second place before version 6.
  const shift = segment.version >= 6 ? 0 : -1
  const number = textAt(segment, 0, 0)
  const iban = shift === 0 ? compact(textAt(segment, 1)) : ''
  if (number === '' && iban === '') return undefined
  const kind = textAt(segment, 3 + shift)
  const currency = textAt(segment, 4 + shift).toUpperCase()
  const owner = [textAt(segment, 5 + shift), textAt(segment, 6 + shift)].map((one) => one.trim()).filter(Boolean)
  const product = textAt(segment, 7 + shift).trim()
  return {
    number,
    sub: textAt(segment, 0, 1),
    blz: textAt(segment, 0, 3),
    ...(/^[A-Z]{2}[0-9A-Z]{10,32}$/i.test(iban) ? { iban: iban.toUpperCase() } : {}),
    ...(/^\d{1,2}$/.test(kind) ? { kind: Number(kind) } : {}),
    currency: /^[A-Z]{3}$/.test(currency) ? currency : 'EUR',
    ...(owner.length > 0 ? { owner: owner.join(' ').slice(0, 140) } : {}),
    ...(product === '' ? {} : { product: product.slice(0, 60) }),
    orders: segment.groups
      .slice(orderAt + shift)
      .flatMap(([id]) => (typeof id === 'string' && /^[A-Z]{5,6}$/.test(id) ? [id] : []))
      .slice(0, 200),
  }
}

/** IBAN and BIC of HISPA, by the national account. */
export function withSepa(accounts: readonly UserAccount[], segments: readonly Segment[]): UserAccount[] {
  const listed = segments.filter(({ id }) => id === 'HISPA').flatMap(({ groups }) => groups)
  return accounts.map((account) => {
    const found = listed.find((group) => {
      const [, iban, , number, sub] = group.map((value) => (typeof value === 'string' ? value : ''))
      if (account.iban !== undefined && iban !== undefined && iban !== '')
        return compact(iban).toUpperCase() === account.iban
      return number !== '' && number === account.number && (sub ?? '') === account.sub
    })
    if (!found) return account
    const [sepa, iban = '', bic = ''] = found.map((value) => (typeof value === 'string' ? value : ''))
    return {
      ...account,
      sepa: sepa === 'J',
      ...(account.iban === undefined && /^[A-Z]{2}[0-9A-Z]{10,32}$/i.test(compact(iban))
        ? { iban: compact(iban).toUpperCase() }
        : {}),
      ...(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(bic) ? { bic } : {}),
    }
  })
}

function compact(text: string): string {
  return text.replace(/\s+/g, '')
}
