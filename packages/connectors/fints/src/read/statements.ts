import { type AccountHandle, type BankTransaction, decodeBody } from '@raccord/connector-kit'
import { readStatementByTurns } from '@raccord/connector-statements'
import { bytesAt, bytesOf, type Segment } from '../wire/segment.ts'

export interface StatementPage {
  readonly transactions: readonly BankTransaction[]
  readonly skipped: readonly string[]
}

/** Documents of an answer in camt: booked ones, one a day at many banks, and pending ones. A text: why they cannot be read. */
export async function readCamt(segments: readonly Segment[], account: AccountHandle): Promise<StatementPage | string> {
  const transactions: BankTransaction[] = []
  const skipped: string[] = []
  for (const { groups } of segments.filter(({ id }) => id === 'HICAZ')) {
    for (const [documents = [], pending] of [
      [groups[2], false],
      [groups[3], true],
    ] as const) {
      for (const document of documents) {
        const bytes = bytesOf(document)
        if (bytes.trim() === '') continue
        const page = await readText(bytes, 'text/xml', account, pending)
        if (typeof page === 'string') return page
        transactions.push(...page.transactions)
        skipped.push(...page.skipped)
      }
    }
  }
  return { transactions, skipped }
}

/** MT940 and MT942, put together from the pieces of all pages: a booking may be cut between two. */
export class Mt940Pieces {
  #booked = ''
  #pending = ''

  add(segments: readonly Segment[]): void {
    for (const segment of segments.filter(({ id }) => id === 'HIKAZ')) {
      this.#booked += bytesAt(segment, 0)
      this.#pending += bytesAt(segment, 1)
    }
  }

  get length(): number {
    return this.#booked.length + this.#pending.length
  }

  async read(account: AccountHandle): Promise<StatementPage | string> {
    const booked = await readText(this.#booked, 'text/plain', account, false)
    if (typeof booked === 'string') return booked
    const pending = await readText(this.#pending, 'text/plain', account, true)
    // Announced entries are no reason to lose the booked ones.
    if (typeof pending === 'string') return { ...booked, skipped: [...booked.skipped, 'entry_unreadable'] }
    return {
      transactions: [...booked.transactions, ...pending.transactions],
      skipped: [...booked.skipped, ...pending.skipped],
    }
  }
}

/** Said by banks where there are no entries: a message of camt with nothing in it. */
const emptyDocument =
  /^\uFEFF?\s*(?:<\?xml[^<>]{0,200}\?>)?\s*<Document\b[^<>]{0,1000}\bcamt\.05[234]\b[^<>]{0,1000}(?:\/>|>\s*<\/Document>)\s*$/

async function readText(
  bytes: string,
  type: string,
  account: AccountHandle,
  pending: boolean,
): Promise<StatementPage | string> {
  if (bytes.trim() === '') return { transactions: [], skipped: [] }
  const text = decodeBody(Buffer.from(bytes, 'latin1'), type)
  if (text === undefined) return 'letters that cannot be read'
  if (emptyDocument.test(text)) return { transactions: [], skipped: [] }
  const { iban, number, currency } = account
  const statement = await readStatementByTurns(text, { iban, number, currency, zone: 'Europe/Berlin' })
  if (statement.kind === 'unreadable') return statement.why
  const announced = (entry: BankTransaction): BankTransaction =>
    pending && entry.status === 'BOOKED' ? { ...entry, status: 'PENDING' } : entry
  return { transactions: statement.transactions.map(announced), skipped: statement.skipped }
}
