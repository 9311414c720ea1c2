import type { TransactionCursor } from '../../store/repositories/transaction-query.ts'

/** Opaque to clients, so that its content may change: `v1`, milliseconds of the import date, id. */
export function writeCursor(cursor: TransactionCursor): string {
  return Buffer.from(`v1:${cursor.importedAt.getTime()}:${cursor.id}`, 'utf8').toString('base64url')
}

export function readCursor(text: string): TransactionCursor | undefined {
  const match = /^v1:(\d{1,15}):(\d{1,16})$/.exec(Buffer.from(text, 'base64url').toString('utf8'))
  if (!match) return undefined
  const id = Number(match[2])
  const importedAt = new Date(Number(match[1]))
  // Beyond either range a caller has made it up: a database would refuse it as a fault of ours.
  return Number.isSafeInteger(id) && importedAt.getTime() < 253_402_300_800_000 ? { importedAt, id } : undefined
}
