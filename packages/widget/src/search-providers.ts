import { type Prepared, prepared, type Searchable, searcher } from './components/search/match.ts'

/**
 * Folded names of the banks searched so far: a request's list is made anew, its names are the catalogue's. Folding 6,000
 * of them took ten times as long as searching them, with the whole server waiting.
 */
const known = new Map<string, Prepared>()

/** Twice the longest catalogue. */
const most = 20_000

/** The widget's own search, for the server when JavaScript is off, and for the API: the matching providers, best first. */
export function searchProviders<T extends Searchable>(providers: readonly T[], query: string): T[] {
  return [...searcher(providers, preparedOnce)(query)]
}

function preparedOnce(item: Searchable): Prepared {
  const key = item.aliases.length === 0 ? item.name : [item.name, ...item.aliases].join('\n')
  const found = known.get(key)
  if (found) return found
  const made = prepared(item)
  if (known.size >= most) known.clear()
  known.set(key, made)
  return made
}
