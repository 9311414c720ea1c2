import type { Frame, Locale, ProviderTile, Screen, ThemeValues } from '@raccord/contract'
import type { ClientStore } from '../../clients/client.ts'
import type { LogoStore } from '../../clients/client-logo.ts'
import type { ConsentView } from '../../consent/consent-history.ts'
import type { DeprecatedUses } from '../../deprecation/deprecated-uses.ts'
import type { ConnectionSummary, ManagedConnection, OpenedConnection } from '../../journey/connection-views.ts'
import type { JourneyFinder, LegRoads } from '../../journey/ports.ts'
import type { SessionStore } from '../../journey/session.ts'
import type { SettleDeps } from '../../journey/step-moves.ts'
import type { Catalogue } from '../../providers/catalogue.ts'

/** What any page needs: its look, and whose it is. */
export interface PageDeps {
  readonly render: (screen: Screen, frame: Frame) => string
  readonly operator: Frame['operator']
  readonly sandbox: boolean
}

/** Whose session a request belongs to, and from which browser it comes. */
export interface VisitDeps extends PageDeps {
  readonly sessions: SessionStore
  readonly journeys: JourneyFinder
  readonly journey: SettleDeps
  readonly clients: Pick<ClientStore, 'find'>
  readonly catalogue: Catalogue
  /** The embed base is https: `__Host-` cookies can be set. */
  readonly secure: () => boolean
  readonly embedUrl: () => string
  /** Calls that outlive their request; closed with the server. */
  readonly background: Background
}

/** The page of a journey as it stands. */
export interface JourneyPageDeps extends VisitDeps {
  readonly connection: (id: number) => Promise<ConnectionSummary>
  readonly agreements: (userId: number, connectionId: number) => Promise<ConsentView[]>
  readonly managed: (userId: number, id: number) => Promise<ManagedConnection>
  readonly search: (tiles: readonly ProviderTile[], query: string) => readonly ProviderTile[]
  readonly tickets: DepartureTickets
  readonly phoneTickets: PhoneTickets
}

/** A link of the widget is opened. */
export interface OpenDeps extends JourneyPageDeps {
  /** A connection of the session's user, for links that are about one; `only` when none is named and he has one. */
  readonly openConnection: (userId: number, connectionId: string | undefined) => Promise<OpenedConnection | undefined>
  readonly theme: DrawTheme
  /** What is still used of the previous widgets. */
  readonly deprecated: DeprecatedUses
}

/** The way to the bank and back. */
export interface RoadDeps extends VisitDeps {
  readonly roads: LegRoads
  readonly tickets: DepartureTickets
}

/** What browsers fetch beside pages. */
export interface FileDeps {
  readonly clients: Pick<LogoStore, 'findLogo'>
  readonly catalogue: Catalogue
  /** Browser files by path, compressed at build. */
  readonly assets: ReadonlyMap<
    string,
    { readonly body: Buffer; readonly br: Buffer; readonly gzip: Buffer; readonly contentType: string }
  >
  /** The search index of a bank list as the page's script reads it. */
  readonly providerIndex: (tiles: readonly ProviderTile[], locale: Locale, showCountry: boolean) => string
  readonly theme: DrawTheme
}

/** The sheet of a design, and what had to be corrected in it. */
export type DrawTheme = (theme: ThemeValues) => {
  readonly css: string
  readonly warnings: readonly { readonly parameter: string; readonly reason: string }[]
}

/** All of it, for who registers the rooms; each of them takes its own. */
export type WidgetDeps = OpenDeps & RoadDeps & FileDeps

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
