import type { Frame, Locale, ProviderTile, Screen, ThemeValues } from '@raccord/contract'
import type { FastifyBaseLogger } from 'fastify'
import type { ClientStore } from '../../clients/client.ts'
import type { LogoStore } from '../../clients/client-logo.ts'
import type { ConsentView } from '../../consent/consent-history.ts'
import type { DeprecatedUses } from '../../deprecation/deprecated-uses.ts'
import type { ConnectionSummary, ManagedConnection, OpenedConnection } from '../../journey/connection-views.ts'
import type { JourneyFinder, LegRoads } from '../../journey/ports.ts'
import type { SessionStore } from '../../journey/session.ts'
import type { SettleDeps } from '../../journey/settle.ts'
import type { Catalogue } from '../../providers/catalogue.ts'

/** Everything the widget's routes need; wired in app.ts. */
export interface WidgetDeps {
  readonly sessions: SessionStore
  readonly journeys: JourneyFinder
  readonly journey: SettleDeps
  readonly roads: LegRoads
  readonly clients: Pick<ClientStore, 'find'> & Pick<LogoStore, 'findLogo'>
  readonly catalogue: Catalogue
  readonly connection: (id: number) => Promise<ConnectionSummary>
  readonly agreements: (userId: number, connectionId: number) => Promise<ConsentView[]>
  readonly managed: (userId: number, id: number) => Promise<ManagedConnection>
  /** A connection of the session's user, for links that are about one; `only` when none is named and he has one. */
  readonly openConnection: (userId: number, connectionId: string | undefined) => Promise<OpenedConnection | undefined>
  readonly render: (screen: Screen, frame: Frame) => string
  readonly search: (tiles: readonly ProviderTile[], query: string) => readonly ProviderTile[]
  /** Browser files by path, compressed at build. */
  readonly assets: ReadonlyMap<
    string,
    { readonly body: Buffer; readonly br: Buffer; readonly gzip: Buffer; readonly contentType: string }
  >
  /** The search index of a bank list as the page's script reads it. */
  readonly providerIndex: (tiles: readonly ProviderTile[], locale: Locale, showCountry: boolean) => string
  /** The sheet of a design, and what had to be corrected in it. */
  readonly theme: (theme: ThemeValues) => {
    readonly css: string
    readonly warnings: readonly { readonly parameter: string; readonly reason: string }[]
  }
  readonly tickets: DepartureTickets
  readonly phoneTickets: PhoneTickets
  /** The embed base is https: `__Host-` cookies can be set. */
  readonly secure: () => boolean
  readonly embedUrl: () => string
  readonly operator: Frame['operator']
  readonly sandbox: boolean
  readonly log: FastifyBaseLogger
  /** What is still used of the previous widgets. */
  readonly deprecated: DeprecatedUses
  /** Calls that outlive their request; closed with the server. */
  readonly background: Background
}

/** Single-use links to a bank (WIRE §4). */
export interface DepartureTicket {
  readonly legId: number
  readonly departures: number
  /** Unix ms, whole seconds. */
  readonly until: number
}

export interface DepartureTickets {
  write(ticket: DepartureTicket): string
  /** One of ours, expired or not. */
  read(ticket: string): DepartureTicket | undefined
}

/** Of the QR code (WIRE §6.4): one journey as it stands now, until an instant (Unix ms, whole seconds). */
export interface PhoneTicket {
  readonly journeyId: number
  readonly revision: number
  readonly until: number
}

export interface PhoneTickets {
  write(ticket: PhoneTicket): string
  read(ticket: string): PhoneTicket | undefined
}

export interface Background {
  /** Waits for the work at most `patienceMs`; goes on with it when it takes longer. */
  patient<T>(work: Promise<T>, patienceMs: number): Promise<T | 'later'>
  drain(): Promise<void>
}
