import type { Provider, ProviderChannel } from '@raccord/catalogue'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/** A catalogue to which banks come while the server runs. */
export interface LiveCatalogue extends Catalogue {
  /**
   * Banks of a list that is fetched, instead of those of the last time. `gone`: offered no longer, and still there for connections
   * that people have with them.
   */
  replaceFetched(listed: readonly Provider[], gone?: readonly Provider[]): void
  /** Banks that were chosen on a page, instead of those before; `gone` as above. What the operator has may have changed with them. */
  replaceAdded(added: readonly Provider[], gone?: readonly Provider[]): void
}

/** @param fixed banks of files, which win over fetched ones of the same id. */
export function liveCatalogue(
  fixed: readonly Provider[],
  missing?: (channel: ProviderChannel) => string | undefined,
): LiveCatalogue {
  const taken = new Set(fixed.map(({ id }) => id))
  const own = (some: readonly Provider[]) => some.filter(({ id }) => !taken.has(id))
  const here: { [source in 'fetched' | 'added']: { listed: readonly Provider[]; gone: readonly Provider[] } } = {
    fetched: { listed: [], gone: [] },
    added: { listed: [], gone: [] },
  }
  let now = createCatalogue(fixed, missing)
  let before = createCatalogue([], missing)
  const rebuild = () => {
    const { fetched, added } = here
    now = createCatalogue([...fixed, ...own([...added.listed, ...fetched.listed])], missing)
    before = createCatalogue(own([...added.gone, ...fetched.gone]), missing)
  }
  return {
    all: () => now.all(),
    find: (id) => now.find(id) ?? before.find(id),
    name: (id) => now.name(id) || before.name(id),
    channels: (id) => now.channels(id) ?? before.channels(id),
    channel: (definitionId) => now.channel(definitionId) ?? before.channel(definitionId),
    usable: (id) => now.usable(id),
    get version() {
      return now.version
    },
    replaceFetched(listed, gone = []) {
      here.fetched = { listed, gone }
      rebuild()
    },
    replaceAdded(listed, gone = []) {
      here.added = { listed, gone }
      rebuild()
    },
  }
}
