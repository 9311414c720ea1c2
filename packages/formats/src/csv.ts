import { type CsvPreset, csvPresets } from './csv-presets.ts'
import { oneLine } from './one-line.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import type { Writer } from './writer.ts'

/** What a cell holds: a number as it is, or somebody's words. */
export type Cell = { readonly number: string } | string | undefined

/**
 * CSV (RFC 4180), UTF-8, one header for all accounts. Words never begin what a spreadsheet would calculate; numbers are ours and
 * need no guard.
 */
export function csvWriter(preset: CsvPreset): Writer<StatementAccount, StatementEntry> {
  const { columns, bom } = csvPresets[preset]
  const row = (cells: readonly string[]): string => `${cells.join(',')}\r\n`
  return {
    head: () => `${bom ? '\ufeff' : ''}${row(columns.map(({ name }) => quoted(name)))}`,
    open: () => '',
    entry: (entry, account) => row(columns.map(({ cell }) => written(cell(entry, account)))),
    close: () => '',
    foot: () => '',
  }
}

function written(cell: Cell): string {
  if (cell === undefined) return ''
  return typeof cell === 'string' ? quoted(guarded(oneLine(cell))) : cell.number
}

/**
 * A leading apostrophe makes a formula words. Behind a semicolon, too: opened where that is what separates columns, a cell begins
 * there.
 */
function guarded(text: string): string {
  return text.replace(/(^|;)([\s"]*)(?=[=+\-@|＝＋－＠])/g, "$1'$2")
}

function quoted(text: string): string {
  return /[",;\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
