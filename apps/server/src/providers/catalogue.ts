import { createHash } from 'node:crypto'
import type { Provider, ProviderChannel } from '@raccord/catalogue'
import { channelDefinitionId, type Locale } from '@raccord/contract'
import type { PlannableChannel } from '../journey/channel-plan.ts'

/** A channel of a bank together with the ids it has on the wire. */
export type CatalogueChannel = ProviderChannel & PlannableChannel & { readonly providerId: string }

export interface BankNotice {
  readonly switchedOff: boolean
  readonly message?: string
  /** It is in maintenance now. */
  readonly closedUntil?: Date
}

/** The banks of this installation, read once at start. */
export interface Catalogue {
  /** Most used first, then by name. */
  all(): readonly Provider[]
  find(id: string): Provider | undefined
  name(id: string): string
  channels(id: string): readonly CatalogueChannel[] | undefined
  channel(definitionId: string): CatalogueChannel | undefined
  /** False where no channel of the bank can be used, since the operator lacks what each of them needs. */
  usable(id: string): boolean
  /** What the operator says of the bank, where he says something: `noted-catalogue.ts`. */
  notice?(id: string, locale: Locale): BankNotice | undefined
  /** Changes with the content: what was built from the catalogue may be cached for good under it. */
  readonly version: string
}

/** @param missing why a channel can not be used here; `undefined` when it can. */
export function createCatalogue(
  providers: readonly Provider[],
  missing: (channel: ProviderChannel) => string | undefined = () => undefined,
): Catalogue {
  const sorted = [...providers].sort((a, b) => b.popularity - a.popularity || a.name.localeCompare(b.name))
  const byId = new Map(sorted.map((provider) => [provider.id, provider]))
  const channels = new Map(
    sorted.map((provider) => [provider.id, provider.channels.map((channel) => withIds(provider.id, channel))]),
  )
  const byDefinition = new Map([...channels.values()].flat().map((channel) => [channel.definitionId, channel]))
  const usable = new Set(
    sorted.filter(({ channels }) => channels.some((channel) => missing(channel) === undefined)).map(({ id }) => id),
  )
  return {
    all: () => sorted,
    find: (id) => byId.get(id),
    name: (id) => byId.get(id)?.name ?? '',
    channels: (id) => channels.get(id),
    channel: (definitionId) => byDefinition.get(definitionId),
    usable: (id) => usable.has(id),
    version: createHash('sha256')
      .update(JSON.stringify([sorted, [...usable]]))
      .digest('base64url')
      .slice(0, 12),
  }
}

/** Last part of the address that a bank sends the browser back to. */
export function callbackOf({ providerId, callback }: Pick<CatalogueChannel, 'providerId' | 'callback'>): string {
  return callback ?? providerId
}

function withIds(providerId: string, channel: ProviderChannel): CatalogueChannel {
  return { ...channel, providerId, definitionId: channelDefinitionId(providerId, channel.mode) }
}
