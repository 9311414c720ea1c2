import type { EntrySpan, EntryView } from '../../store/repositories/entry-query.ts'
import type { ReadModel } from '../../store/repositories/read-model.ts'

/** Entries in memory at a time, whatever an account has. */
const PAGE = 500

/** All entries of a span, oldest first, page by page as the reader takes them. */
export async function* entriesOf(
  readModel: Pick<ReadModel, 'entries'>,
  userId: number,
  span: EntrySpan,
): AsyncGenerator<EntryView> {
  let after: { day: string; id: number } | undefined
  do {
    const page: EntryView[] = await readModel.entries(userId, { ...span, after, limit: PAGE })
    yield* page
    const last = page.length < PAGE ? undefined : page.at(-1)
    after = last && { day: last.day, id: last.id }
  } while (after)
}
