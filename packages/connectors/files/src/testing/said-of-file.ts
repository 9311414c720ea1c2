import { moneyToText } from '@raccord/connector-kit'
import { readUploaded } from '../read-uploaded.ts'

/** A table as a bank is known to write it, its header not compared with a download; rows are made up. */
export interface BankFile {
  readonly bank: string
  /** Said by whoever uploads, where the table tells none. */
  readonly currency?: string
  readonly lines: readonly string[]
  readonly says: readonly string[]
}

/** What is read of a table, a line an entry: day, amount, words, other party, status, own account. */
export async function saidOfFile({ lines, currency }: Omit<BankFile, 'says'>): Promise<string[]> {
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const [file] = await readUploaded({ name: 'a.csv', bytes }, currency === undefined ? {} : { currency })
  if (file === undefined) return []
  if (file.kind === 'unclear') return [`unclear: ${file.format === 'csv' ? file.guess.doubts.join(', ') : ''}`]
  return file.sections.flatMap(({ account, transactions, skipped }) => [
    ...transactions.map((entry) => {
      const { amount, bookingDate, remittance, counterpartyName, counterpartyIban, status } = entry
      const party = [counterpartyName, counterpartyIban].filter(Boolean).join(' ')
      const own = account.iban ?? account.number ?? 'not told'
      const money = `${moneyToText(amount.minor, amount.currency)} ${amount.currency}`
      return [bookingDate, money, remittance.join(' / '), party, status, own].join(' | ')
    }),
    ...skipped.map((rule) => `not read: ${rule}`),
  ])
}
