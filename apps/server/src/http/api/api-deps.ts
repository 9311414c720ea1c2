import type { Provider } from '@raccord/catalogue'
import type { Psu } from '@raccord/connector-kit'
import type { Registry } from 'prom-client'
import type { Counters } from '../../attempts/counters.ts'
import type { ClientStore } from '../../clients/client.ts'
import type { Clock } from '../../clock.ts'
import type { ErasureReports } from '../../connections/erasures.ts'
import type { ConsentHistory } from '../../consent/consent-history.ts'
import type { SigningKeys } from '../../consent/sign-receipt.ts'
import type { DeprecatedUseStore, DeprecatedUses } from '../../deprecation/deprecated-uses.ts'
import type { BankDomains } from '../../faces/bank-domains.ts'
import type { FaceSessionStore } from '../../faces/face-session.ts'
import type { FaceTokenStore } from '../../faces/face-token.ts'
import type { FileUploads } from '../../files/file-uploads.ts'
import type { CertificateLife } from '../../identity/certificate-watch.ts'
import type { Notifications } from '../../notify/notifications.ts'
import type { PersonData } from '../../store/repositories/person-data.ts'
import type { ReadModel } from '../../store/repositories/read-model.ts'
import type { ReadSessionLog } from '../../store/repositories/session-log.ts'
import type { NewWidgetSession } from '../../store/repositories/widget-session-writer.ts'
import type { SignInCodeStore } from '../../tokens/sign-in-code.ts'
import type { TokenLifetimes, TokenStore } from '../../tokens/token.ts'
import type { ProfessionalAccounts } from '../../users/professional-account.ts'
import type { PasswordHasher, UserStore } from '../../users/user.ts'
import type { PreviousDates } from '../previous-widgets/previous-dates.ts'
import type { Walk, Wishes } from '../sandbox/person/walk.ts'

/** Public URLs without a slash at the end (WIRE §1). */
export interface Bases {
  readonly auth: string
  readonly api: string
  readonly embed: string
}

/** Everything the API is given; `app.ts` wires it. */
export interface ApiDeps {
  readonly clock: Clock
  /** A function, since a port of 0 is known only once the server listens. */
  readonly bases: () => Bases
  readonly clients: ClientStore
  readonly tokens: TokenStore
  readonly codes: SignInCodeStore
  readonly users: UserStore
  readonly passwords: PasswordHasher
  readonly lifetimes: TokenLifetimes
  /** Wrong passwords and secrets. */
  readonly counters: Counters
  /** Page of ours where a person makes access tokens: at home. */
  readonly tokensPage?: string
  readonly faceTokens: FaceTokenStore
  readonly bankDomains: BankDomains
  readonly faceSessions: FaceSessionStore
  readonly consents: ConsentHistory
  readonly erasures: ErasureReports
  readonly personData: PersonData
  readonly signingKeys: Pick<SigningKeys, 'signer' | 'published'>
  readonly readModel: ReadModel
  readonly catalogue: ProviderCatalogue
  /** How long a widget session lives without being touched. */
  readonly sessionMinutes: number
  readonly previousWidgets: PreviousDates
  readonly deprecated: DeprecatedUses
  /** Which business a user's accounts belong to. */
  readonly professional: Pick<ProfessionalAccounts, 'find'>
  readonly createWidgetSession: (session: NewWidgetSession) => Promise<void>
  /** What clients still use of the previous widgets. */
  readonly deprecatedUses: Pick<DeprecatedUseStore, 'list'>
  /** Days without any such use after which a client counts as done. */
  readonly quietDays: number
  /** What happened in a session of this client. */
  readonly sessionLog: ReadSessionLog
  readonly removals: Removals
  /** Connections that no bank is behind, and statements that are uploaded. */
  readonly files: FileUploads
  readonly requestSync: (request: SyncOrder) => Promise<SyncOrderAnswer>
  /** What clients are told. */
  readonly notifications: Notifications
  /** False: not yet, or no longer, able to serve. */
  readonly isReady: () => Promise<boolean>
  /** The operator's certificates towards banks and how long they last. */
  readonly certificates?: () => readonly CertificateLife[]
  /** In the sandbox. */
  readonly sandboxClock?: SandboxClock
  /** In the sandbox: somebody who goes through a journey from this link. */
  readonly sandboxPerson?: (link: string, wishes: Wishes) => Promise<Walk>
  readonly metrics: MetricsOptions
  /** `/docs` and `/openapi.json` are served; absent: they are. */
  readonly reference?: boolean
  /** Shown in the reference. */
  readonly version: string
  readonly failureLimits?: FailureLimits
}

export interface ProviderCatalogue {
  /** In the order in which they are listed. */
  all(): readonly Provider[]
  find(id: string): Provider | undefined
}

/** Each revokes at the banks what it removes, and answers `not_found` for what is somebody else's. */
export interface Removals {
  user(order: { readonly userId: number; readonly origin: string }): Promise<Removal>
  connection(order: {
    readonly userId: number
    readonly connectionId: number
    readonly origin: string
  }): Promise<Removal>
  account(order: { readonly userId: number; readonly accountId: number; readonly origin: string }): Promise<Removal>
}
export type Removal = { readonly erasureId: string } | 'not_found'

export interface SyncOrder {
  readonly userId: number
  readonly connectionId: number
  readonly kind: 'ALL' | 'LIST_ACCOUNTS'
  /** Only while the person is present. */
  readonly psu?: Psu
}
/** `postponed`: the bank allows no reading without the person before then; one that is refreshed by itself is read at that time. */
export type SyncOrderAnswer = 'started' | 'running' | 'not_found' | 'nothing_to_read' | { readonly postponed: Date }

/** Time that can be let pass: schedules, quotas, consents and tokens follow, and the test bank where it can be reached. */
export interface SandboxClock {
  advance(ms: number): Promise<{ readonly now: Date; readonly testBank: 'moved' | 'not_moved' }>
}

export interface MetricsOptions {
  readonly registry: Registry
  /** Without one `/metrics` is open: a production start refuses to go without. */
  readonly token?: string
}

export interface FailureLimits {
  /** Sign-ins of one user from one network that may go wrong within 15 minutes, by page and by call each; default 20. */
  readonly signIns: number
  /** Wrong secrets of one client from one network within a minute; default 20. */
  readonly clientSecrets: number
  /** Reads of one access token within a minute; default 600. */
  readonly faceReads?: number
}
