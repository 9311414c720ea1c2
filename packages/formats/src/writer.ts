import type { StatementTotals } from './statement.ts'

/** One kind of file, a piece at a time. Pure but for what it has written before: one writer for one file. */
export interface Writer<A, E> {
  head(): string
  open(account: A, totals?: StatementTotals): string
  entry(entry: E, account: A): string
  close(account: A): string
  foot(): string
}

/** An account with its entries, oldest first, read as they are taken. */
export interface Section<A, E> {
  readonly account: A
  /** For formats that ask for them. */
  readonly totals?: StatementTotals
  entries(): AsyncIterable<E> | Iterable<E>
}

/** A whole file, in pieces of no particular size: nothing is held longer than it takes to write it. */
export async function* writeFile<A, E>(
  writer: Writer<A, E>,
  sections: AsyncIterable<Section<A, E>> | Iterable<Section<A, E>>,
): AsyncGenerator<string> {
  yield writer.head()
  for await (const { account, totals, entries } of sections) {
    yield writer.open(account, totals)
    for await (const entry of entries()) yield writer.entry(entry, account)
    yield writer.close(account)
  }
  yield writer.foot()
}
