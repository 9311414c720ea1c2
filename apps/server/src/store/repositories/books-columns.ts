import type { Selectable } from 'kysely'
import type { Books } from '../../accounts/reconcile.ts'
import type { AccountTable } from '../schema.ts'

/** Columns of `Books` (0040). */
export type BooksColumn = Extract<keyof AccountTable, `books_${string}`>

export const booksColumns = [
  'books_from',
  'books_opening',
  'books_agreed',
  'books_gap',
  'books_gap_since',
  'books_reread',
] as const satisfies readonly BooksColumn[]

export function booksOf(row: Pick<Selectable<AccountTable>, BooksColumn>): { books?: Books } {
  if (row.books_from === null || row.books_opening === null) return {}
  return {
    books: {
      from: row.books_from,
      opening: row.books_opening,
      agreed: row.books_agreed ?? undefined,
      gap: row.books_gap ?? undefined,
      since: row.books_gap_since ?? undefined,
      ...(row.books_reread ? { reread: true } : {}),
    },
  }
}

export function columnsOfBooks(books: Books | undefined): Pick<Selectable<AccountTable>, BooksColumn> {
  return {
    books_from: books?.from ?? null,
    books_opening: books?.opening ?? null,
    books_agreed: books?.agreed ?? null,
    books_gap: books?.gap ?? null,
    books_gap_since: books?.since ?? null,
    books_reread: books?.reread ?? false,
  }
}
