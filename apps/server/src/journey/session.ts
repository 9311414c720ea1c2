import type { Endpoint } from '@raccord/contract'
import type { Journey } from './ports.ts'

/** A link that was refused with a page: which rule, never the value. */
export interface RefusedLink {
  readonly at: Date
  readonly endpoint: Endpoint
  readonly parameter: string
  readonly rule: string
}

/** A widget session as the pages see it. The id itself is nowhere stored: only its hash. */
export interface WidgetSession {
  readonly idHash: Uint8Array
  readonly clientId: string
  readonly userId: number
  readonly browserHashes: readonly Uint8Array[]
  /** Of the previous widgets: parameters that came with the call which made the session, as they were written. */
  readonly defaults?: Readonly<Record<string, string>>
}

/** A live session as a visit finds it. */
export interface VisitedSession extends WidgetSession {
  /** The newest journey, finished or not. */
  readonly newest?: Journey | undefined
}

export interface SessionStore {
  /** A session lives at least so long after its last visit. */
  readonly idleSeconds: number
  /** The live session of this id, its idle time renewed; `undefined` when unknown or expired. */
  open(id: string, now: Date): Promise<VisitedSession | undefined>
  /** A session of this id, over or not; `undefined` when unknown. Renews nothing. */
  ended(id: string): Promise<WidgetSession | undefined>
  /** Binds a session that has no browser yet. False when another one was quicker. */
  bind(idHash: Uint8Array, browserHash: Uint8Array): Promise<boolean>
  /** Taken over before anything personal was in it: the former browsers are out. */
  rebind(idHash: Uint8Array, browserHash: Uint8Array): Promise<void>
  /** For the session's log; the first twenty are kept. */
  noteRefusal(idHash: Uint8Array, refused: RefusedLink): Promise<void>
}
