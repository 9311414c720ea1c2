import type { BankContext, ClosableBankHttp, Connector, Psu } from '@raccord/connector-kit'
import type { Locale } from '@raccord/contract'
import type { Catalogue, CatalogueChannel } from './catalogue.ts'

export interface OpenedBank {
  readonly connector: Connector
  readonly context: BankContext
  readonly channel: CatalogueChannel
}

export interface BankRegistry {
  /** `undefined` when the catalogue has no such channel, or nobody speaks its protocol. */
  open(definitionId: string, caller: { readonly psu?: Psu; readonly locale?: Locale }): OpenedBank | undefined
  close(): Promise<void>
}

interface RegistryDeps {
  readonly catalogue: Catalogue
  /** By protocol name. */
  readonly connectors: readonly Connector[]
  /** Sockets of a provider: only its own hosts can be reached through them. */
  readonly http: (hosts: readonly string[]) => ClosableBankHttp
  readonly now: () => Date
  readonly log: (event: string, fields: { readonly [key: string]: string | number | boolean | undefined }) => void
}

/** Finds who speaks to a bank. One set of sockets a provider, made when first needed. */
export function createBankRegistry(deps: RegistryDeps): BankRegistry {
  const connectors = new Map(deps.connectors.map((connector) => [connector.protocol, connector]))
  const sockets = new Map<string, ClosableBankHttp>()
  const httpOf = (channel: CatalogueChannel): ClosableBankHttp => {
    const known = sockets.get(channel.definitionId)
    if (known) return known
    const made = deps.http(channel.hosts)
    sockets.set(channel.definitionId, made)
    return made
  }
  return {
    open(definitionId, caller) {
      const channel = deps.catalogue.channel(definitionId)
      const connector = channel && connectors.get(channel.protocol)
      if (!channel || !connector) return undefined
      const { providerId } = channel
      const context: BankContext = {
        providerId,
        options: channel.options,
        http: httpOf(channel),
        now: deps.now,
        locale: caller.locale ?? 'en',
        log: (event, fields) => deps.log(event, { provider: providerId, ...fields }),
        ...(caller.psu ? { psu: caller.psu } : {}),
      }
      return { connector, context, channel }
    },
    async close() {
      await Promise.allSettled([...sockets.values()].map((http) => http.close()))
    },
  }
}
