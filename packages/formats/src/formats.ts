import { beancountWriter } from './beancount.ts'
import { camtWriter } from './camt.ts'
import { csvWriter } from './csv.ts'
import type { CsvPreset } from './csv-presets.ts'
import { hledgerWriter } from './hledger.ts'
import { ofxWriter } from './ofx.ts'
import { qifWriter } from './qif.ts'
import type { StatementAccount, StatementEntry } from './statement.ts'
import type { Writer } from './writer.ts'

export const fileFormats = ['ofx', 'qif', 'csv', 'xml', 'beancount', 'hledger'] as const
/** By the ending of the file's name; `xml` is camt.053. */
export type FileFormat = (typeof fileFormats)[number]

export interface FileOptions {
  /** ISO instant. */
  readonly createdAt: string
  /** How many there will be. */
  readonly accounts: number
  readonly preset: CsvPreset
  readonly ofxVersion: 1 | 2
}

interface FormatRow {
  readonly mediaType: string
  /** Pending ones have a place in it. */
  readonly pending: boolean
  readonly totals: boolean
  writer(options: FileOptions): Writer<StatementAccount, StatementEntry>
}

/** Every kind of file, once. */
export const formats: Record<FileFormat, FormatRow> = {
  ofx: {
    mediaType: 'application/x-ofx',
    pending: false,
    totals: true,
    writer: ({ createdAt, ofxVersion }) => ofxWriter({ createdAt, version: ofxVersion }),
  },
  qif: { mediaType: 'application/qif', pending: false, totals: false, writer: qifWriter },
  csv: {
    mediaType: 'text/csv; charset=utf-8; header=present',
    pending: true,
    totals: false,
    writer: ({ preset }) => csvWriter(preset),
  },
  xml: { mediaType: 'application/xml; charset=utf-8', pending: false, totals: true, writer: camtWriter },
  beancount: { mediaType: 'text/plain; charset=utf-8', pending: false, totals: false, writer: beancountWriter },
  hledger: { mediaType: 'text/plain; charset=utf-8', pending: false, totals: false, writer: hledgerWriter },
}
