import type { ProviderTile } from '@raccord/contract'
import { searcher } from './components/search/match.ts'

/** The widget's own search, for the server when JavaScript is off: the matching providers, best first. */
export function searchProviders(tiles: readonly ProviderTile[], query: string): ProviderTile[] {
  return searcher(tiles)(query).map(({ item }) => item)
}
