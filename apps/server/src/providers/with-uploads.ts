import { fileProvider } from '@raccord/catalogue'
import { channelDefinitionId } from '@raccord/contract'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/** With "Upload a statement": found by its id, and offered beside the list, in which it does not stand. */
export function withUploads(catalogue: Catalogue): Catalogue {
  const own = createCatalogue([fileProvider])
  const isOwn = (id: string) => id === fileProvider.id
  const channels = fileProvider.channels.map(({ mode }) => channelDefinitionId(fileProvider.id, mode))
  return {
    all: () => catalogue.all(),
    find: (id) => (isOwn(id) ? fileProvider : catalogue.find(id)),
    name: (id) => (isOwn(id) ? fileProvider.name : catalogue.name(id)),
    channels: (id) => (isOwn(id) ? own.channels(id) : catalogue.channels(id)),
    channel: (id) => (channels.includes(id) ? own.channel(id) : catalogue.channel(id)),
    usable: (id) => isOwn(id) || catalogue.usable(id),
    get version() {
      return catalogue.version
    },
  }
}
