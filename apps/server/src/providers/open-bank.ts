import type {
  BankContext,
  BankGate,
  BankLimits,
  ClosableBankHttp,
  Connector,
  ConnectorState,
  OperatorIdentity,
  Psu,
  Secret,
} from '@raccord/connector-kit'
import type { Locale } from '@raccord/contract'
import type { Catalogue, CatalogueChannel } from './catalogue.ts'
import { missingFor } from './missing-needs.ts'
import { tracedConnector } from './traced-connector.ts'
import { watchedConnector } from './watched-connector.ts'

export interface OpenedBank {
  readonly connector: Connector
  readonly context: BankContext
  readonly channel: CatalogueChannel
}

/** For whom a bank is spoken to. */
export interface BankCaller {
  readonly psu?: Psu
  readonly locale?: Locale
  /** What is kept of what he typed; it reaches connectors that sign with it, and no others. */
  readonly credentials?: { readonly [fieldId: string]: Secret }
}

export interface BankRegistry {
  /**
   * `undefined` when the catalogue has no such channel, nobody speaks its protocol, or the operator lacks a certificate that
   * the bank needs; the alarm then says which.
   */
  open(definitionId: string, caller: BankCaller): OpenedBank | undefined
  /** Until when a bank is left alone, since it does not answer. */
  pausedUntil(providerId: string): Date | undefined
  close(): Promise<void>
}

interface RegistryDeps {
  readonly catalogue: Catalogue
  /** By protocol name. */
  readonly connectors: readonly Connector[]
  /** Sockets of a provider: only its own hosts can be reached through them. */
  readonly http: (channel: CatalogueChannel) => ClosableBankHttp
  /** Rate limit and circuit breaker of a bank; all its channels go through one. */
  readonly gate?: (providerId: string, limits: BankLimits) => BankGate
  /** An operator must act: something that the bank needs is missing, or it refuses what it was given. */
  readonly alarm?: (providerId: string, detail: string) => void
  /** A bank has granted or shown something. */
  readonly works?: (providerId: string) => void
  /** What was made at a bank after nobody waited for it any more: to be ended there. */
  readonly abandoned?: (channel: CatalogueChannel, state: ConnectorState) => void
  /** Who we are towards banks. */
  readonly identity?: OperatorIdentity
  readonly now: () => Date
  readonly log: (event: string, fields: { readonly [key: string]: string | number | boolean | undefined }) => void
}

/** Finds who speaks to a bank. One set of sockets a provider, made when first needed. */
export function createBankRegistry(deps: RegistryDeps): BankRegistry {
  const connectors = new Map(deps.connectors.map((connector) => [connector.protocol, connector]))
  const identity = deps.identity ?? {}
  // The key of the QWAC is not for connectors. Looked at each time: a registration may come while the server runs.
  const usableNow = () => {
    const { transport: _, ...usable } = identity
    return Object.keys(usable).length > 0 ? { identity: usable } : {}
  }
  const sockets = new Map<string, ClosableBankHttp>()
  const httpOf = (channel: CatalogueChannel): ClosableBankHttp => {
    const known = sockets.get(channel.definitionId)
    if (known) return known
    const made = deps.http(channel)
    sockets.set(channel.definitionId, made)
    return made
  }
  const gates = new Map<string, BankGate>()
  const gateOf = (providerId: string): BankGate | undefined => {
    const known = gates.get(providerId)
    if (known || !deps.gate) return known
    const made = deps.gate(providerId, deps.catalogue.find(providerId)?.limits ?? {})
    gates.set(providerId, made)
    return made
  }
  return {
    open(definitionId, caller) {
      const channel = deps.catalogue.channel(definitionId)
      const connector = channel && connectors.get(channel.protocol)
      if (!channel || !connector) return undefined
      const { providerId } = channel
      const missing = missingFor(channel, identity)
      if (missing !== undefined) {
        deps.alarm?.(providerId, missing)
        return undefined
      }
      const gate = gateOf(providerId)
      const http = httpOf(channel)
      const context: BankContext = {
        providerId,
        ...countryOf(deps.catalogue.find(providerId)?.countries),
        options: channel.options,
        http: gate?.guard(http) ?? http,
        now: deps.now,
        locale: caller.locale ?? 'en',
        log: (event, fields) => deps.log(event, { provider: providerId, ...fields }),
        ...usableNow(),
        ...(connector.usesCredentials && caller.credentials ? { credentials: caller.credentials } : {}),
        ...(caller.psu ? { psu: caller.psu } : {}),
        abandoned: (state) => deps.abandoned?.(channel, state),
      }
      const watched = watchedConnector(tracedConnector(connector, providerId), {
        alarm: (detail) => deps.alarm?.(providerId, detail),
        pausedUntil: () => gate?.pausedUntil(),
        works: () => deps.works?.(providerId),
      })
      return { connector: watched, context, channel }
    },
    pausedUntil: (providerId) => gates.get(providerId)?.pausedUntil(),
    async close() {
      await Promise.allSettled([...sockets.values()].map((http) => http.close()))
    },
  }
}

/** A bank of several countries has its days where its options say. */
function countryOf(countries: readonly string[] | undefined): { country?: string } {
  const [country] = countries ?? []
  return country === undefined ? {} : { country }
}
