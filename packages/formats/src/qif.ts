import { foreignNote, notesOf, payeeOf } from './notes.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import type { Writer } from './writer.ts'

const sections = { checking: 'Bank', savings: 'Bank', loan: 'Oth L', card: 'CCard' } as const

/**
 * QIF, the last resort: no ids, no currency, so that a second import can only guess. Days are ISO, the one order that can't be taken
 * for another. One account begins with its `!Type:`, since some readers know nothing else there; several are announced each.
 */
export function qifWriter({ accounts }: { readonly accounts: number }): Writer<StatementAccount, StatementEntry> {
  return {
    head: () => '',
    open(account) {
      const type = sections[account.kind]
      const announced = accounts > 1 ? `!Account\r\n${field('N', account.name)}T${type}\r\n^\r\n` : ''
      return `${announced}!Type:${type}\r\n`
    },
    entry: (entry, account) =>
      `D${entry.bookingDate ?? entry.date}\r\nT${entry.amount}\r\n${field('N', entry.checkNumber)}${field('P', payeeOf(entry))}${field('M', `${foreignNote(entry, account.currency)}${notesOf(entry)}`)}${field('L', entry.category?.label)}^\r\n`,
    close: () => '',
    foot: () => '',
  }
}

function field(letter: string, text: string | undefined): string {
  const line = oneLine(text ?? '')
  return line === '' ? '' : `${letter}${line}\r\n`
}
