import { ibanOf } from '@raccord/connector-kit'
import type { CsvRole } from '@raccord/contract'
import { currencyIn, directionOf, statusOf } from './cell-words.ts'
import { isAmount, isDay } from './entry-rows.ts'
import { accountOfHeader, rolesOfHeader } from './header-words.ts'

export const dateRoles: readonly CsvRole[] = ['booking_date', 'date', 'transaction_date', 'value_date']
export const amountRoles: readonly CsvRole[] = ['amount', 'debit', 'credit']

/** What a column holds, without its empty cells. */
export type Cells = (at: number) => readonly string[]
type Roles = (CsvRole | null)[]

/** A header's word counts only where the column holds what it says. */
export function rolesByHeader(
  header: readonly string[],
  width: number,
  cells: Cells,
  entries: readonly (readonly string[])[],
): { readonly roles: Roles; readonly doubtful: boolean } {
  const taken = new Set<CsvRole>()
  const roles = Array.from({ length: width }, (_, at): CsvRole | null => {
    const held = cells(at)
    const possible = rolesOfHeader(header[at] ?? '').filter((role) => holds(role, held, header[at] ?? ''))
    const role = possible.find((one) => one === 'description' || !taken.has(one))
    if (role === undefined) return possible.includes('payee') ? 'description' : null
    taken.add(role)
    return role
  })
  oneAmount(roles, cells)
  // Where nothing tells when it was booked, it was when it was done.
  if (!taken.has('booking_date') && !taken.has('date')) rename(roles, 'transaction_date', 'booking_date')
  if (!taken.has('payee')) rename(roles, 'payer', 'payee')
  const otherside = whoseAccount(roles, header, cells, entries)
  preferIban(roles, header, cells)
  const unknown = (role: CsvRole, meaning: (cell: string) => unknown) =>
    roles.includes(role) && cells(roles.indexOf(role)).some((cell) => meaning(cell) === undefined)
  const doubtful = otherside || unknown('status', statusOf) || unknown('direction', directionOf)
  return { roles, doubtful }
}

function rename(roles: Roles, from: CsvRole, to: CsvRole): void {
  const at = roles.indexOf(from)
  if (at !== -1) roles[at] = to
}

function holds(role: CsvRole, cells: readonly string[], header: string): boolean {
  const some = cells.length > 0
  if (dateRoles.includes(role)) {
    const days = cells.filter(isDay).length
    return days > 0 && cells.every((cell) => isDay(cell) || statusOf(cell) !== undefined)
  }
  switch (role) {
    case 'amount':
      return some && cells.every(isAmount)
    case 'debit':
    case 'credit':
    case 'balance':
    case 'fee':
      return cells.every(isAmount)
    case 'direction':
      return cells.some((cell) => directionOf(cell) !== undefined)
    case 'status':
      if (cells.some((cell) => statusOf(cell) !== undefined)) return true
      return some && !/^info$/i.test(header) && new Set(cells).size < 4
    case 'iban':
      return some && cells.every((cell) => /\d{4}/.test(cell.replace(/\s/g, '')))
    case 'counterparty_iban':
      // Mostly numbers: a name in such a column is none of an account.
      return cells.every((cell) => cell.length < 45) && 2 * cells.filter(isNumber).length >= cells.length
    case 'currency':
      return cells.every((cell) => /^[A-Za-z]{3}$/.test(cell) || currencyIn(cell) !== undefined)
    case 'reference':
      // What is said twice, or in words, names no entry.
      return some && new Set(cells).size === cells.length && cells.every((cell) => /^(?=.*\d)\S{6,}$/.test(cell))
    case 'description':
      // Numbers under such a word name something, and say nothing.
      return !/refer/i.test(header) || cells.some((cell) => /\p{L}/u.test(cell))
    default:
      return true
  }
}

const isNumber = (cell: string) => ibanOf(cell) !== undefined || /^[A-Z]{0,4}\d[\dA-Z./ -]{3,}$/i.test(cell)
const isSigned = (cell: string) => /[-−(]/.test(cell)

/** One amount that says all is better than two halves of which one is a guess; one that has no sign says less than they do. */
function oneAmount(roles: Roles, cells: Cells): void {
  const [amount, debit] = [roles.indexOf('amount'), roles.indexOf('debit')]
  if (amount === -1) return
  const halves = debit !== -1 && roles.includes('credit') && cells(debit).length > 0
  const silent = !cells(amount).some(isSigned) && !roles.includes('direction')
  const gone: readonly CsvRole[] = halves && silent ? ['amount', 'direction'] : ['debit', 'credit']
  for (const [at, role] of roles.entries()) if (role !== null && gone.includes(role)) roles[at] = null
}

/** Of two columns of the own account, the one that holds its IBAN. */
function preferIban(roles: Roles, header: readonly string[], cells: Cells): void {
  const at = roles.indexOf('iban')
  const isIban = (column: number) =>
    cells(column).length > 0 && cells(column).every((cell) => ibanOf(cell) !== undefined)
  if (at === -1 || isIban(at)) return
  const better = roles.findIndex(
    (role, column) =>
      role === null &&
      accountOfHeader(header[column] ?? '') === 'sure' &&
      rolesOfHeader(header[column] ?? '')[0] === 'iban' &&
      isIban(column),
  )
  if (better === -1) return
  roles[at] = null
  roles[better] = 'iban'
}

/**
 * `IBAN` is the person's own where another column has the other side's, or all rows have one and the same; else the other side's. What too few
 * rows can't tell is a doubt.
 */
function whoseAccount(
  roles: Roles,
  header: readonly string[],
  cells: Cells,
  entries: readonly (readonly string[])[],
): boolean {
  const at = roles.indexOf('iban')
  const whose = accountOfHeader(header[at] ?? '')
  if (at === -1 || roles.includes('counterparty_iban') || whose === 'sure') return false
  const held = cells(at)
  const whole = held.length === entries.length
  const values = new Set(held.map((cell) => cell.replace(/\s/g, '').toUpperCase())).size
  if (whole && values === 1) return whose === 'any' && held.length < 3
  // Of several accounts of his, each has many rows.
  const several = whole && values <= 5 && held.length >= 8 * values
  if (whose === 'any' && !several) roles[at] = 'counterparty_iban'
  return several || whose === 'own'
}
