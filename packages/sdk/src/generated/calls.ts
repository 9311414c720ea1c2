// Written from the API document (UPDATE_DOCS=1 npm test -- sdk-source). Not to be edited.

import type { Call, CallOptions } from '../call.ts'
import type * as Shape from './shapes.ts'

type Usual = 'invalid_token' | 'server_error' | 'temporarily_unavailable'
type OfBody = 'invalid_request' | 'payload_too_large' | 'unsupported_media_type'

/** Calls with the client's own token. */
export interface ClientCalls {
  /** What OAuth 2.0 finds here (RFC 8414). For libraries that configure themselves. The sign-in page, `GET /signin`, is a page for people, so it is no call of this API; the guide on signing in describes it. */
  getAuthorizationServer(options?: CallOptions): Call<Shape.AuthorizationServer, 'server_error' | 'temporarily_unavailable'>
  /** Create a user. The `Location` header ends with the id of the new user. */
  createUser(body: Shape.NewUser, options?: CallOptions): Call<Shape.User, Usual | OfBody | 'email_taken' | 'insufficient_scope'>
  /** Read a user. `me` is the user of the token. A token of the client reads any of its users by id. */
  getUser(id: string, options?: CallOptions): Call<Shape.User, Usual | 'insufficient_scope' | 'not_found'>
  /** Delete a user. Revokes the consents at the banks, erases credentials, connections, accounts and transactions, and frees the email. `me` is the user of the token; a token of the client deletes any of its users by id. */
  deleteUser(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** Read what happened in a widget session. Journeys with their steps, times, warnings and results, also after the session has expired (30 days, or as the operator set). A lost browser loses nothing: ask here whether the person finished. Holds no personal data beyond ids. */
  getWidgetSession(id: string, options?: CallOptions): Call<Shape.WidgetSessionLog, Usual | 'insufficient_scope' | 'not_found'>
  /** Search banks */
  listProviders(query?: { /** Part of the name or of another name; accents and case do not count. */ q?: string; /** ISO 3166-1 alpha-2, comma list. */ countries?: readonly string[]; /** Counted from 1. Whole number from 1 to 1000000. */ page?: number; /** Absent: all. Whole number from 1 to 500. */ limit?: number }, options?: CallOptions): Call<readonly Shape.Provider[], Usual | 'invalid_request'>
  /** Read a bank */
  getProvider(id: string, options?: CallOptions): Call<Shape.Provider, Usual | 'not_found'>
  /** Read what became of a deletion. What went and when, which banks have confirmed the end of their consents, and what must stay and why. Every deletion of a user, a connection or an account names its report in a `Link` header, `rel="status"`. A token of the user reads his own, one of the client those of all its users: the user may be gone. */
  getErasure(id: string, options?: CallOptions): Call<Shape.Erasure, Usual | 'not_found'>
  /** List what was erased of the client’s users. The newest first; also what people ended in the widget, and what the server let go by its retention. */
  listErasures(query?: { /** From 1. Whole number from 1 to 10000. */ page?: number; /** On a page; 100 without one. Whole number from 1 to 500. */ limit?: number }, options?: CallOptions): Call<readonly Shape.Erasure[], Usual | 'insufficient_scope' | 'invalid_request'>
  /** Keys to verify receipts with (RFC 7517). The public half of every key that ever signed: a receipt stays verifiable after the key was changed. */
  getJwks(options?: CallOptions): Call<Shape.JsonWebKeySet, 'server_error' | 'temporarily_unavailable'>
  /** List the categories of transactions. Labels are in the language of `Accept-Language` (English, French, Italian, Spanish or German). */
  listCategories(options?: CallOptions): Call<readonly Shape.Category[], Usual>
  /** List the client’s webhooks, and how they fare */
  listWebhooks(options?: CallOptions): Call<readonly Shape.Webhook[], Usual | 'insufficient_scope'>
  /** Have events sent to a URL. Signed by Standard Webhooks; the secret is in this answer and never again. What happens from now on is sent, and tried again for 24 hours. The name is resolved at each delivery and must lead to a public address; redirects are not followed. */
  createWebhook(body: Shape.NewWebhook, options?: CallOptions): Call<Shape.WebhookWithSecret, Usual | OfBody | 'insufficient_scope' | 'too_many_webhooks'>
  /** Delete a webhook. What was not delivered yet never is. */
  deleteWebhook(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** Change the secret of a webhook. For seven days events carry two signatures, by the new secret and by the one before it, so that a receiver may change over when it likes. */
  rotateWebhook(id: string, options?: CallOptions): Call<Shape.WebhookWithSecret, Usual | 'insufficient_scope' | 'not_found'>
  /** Have events sent once more. One, or those of a span, delivered or not, of the last seven days and at most 10 000 at a time; their ids are the same. A webhook that was paused goes on. */
  replayWebhook(id: string, body: Shape.WebhookReplay, options?: CallOptions): Call<Shape.WebhookReplayed, Usual | OfBody | 'insufficient_scope' | 'not_found'>
  /** Sandbox: tell something that did not happen. To the queues of the connection’s user and the webhooks of the client. Nothing else changes. In production there is no such call (404). */
  fireSandboxEvent(body: Shape.SandboxEvent, options?: CallOptions): Call<void, Usual | OfBody | 'insufficient_scope' | 'not_found'>
  /** What you still use of the previous widgets. Endpoints and parameters of the previous widgets that this client used, when first, when last, how often, and what takes their place. Previous names on the new links count too. */
  getMigrationReport(query?: { /** Quiet days after which a client counts as done; by default the installation’s setting. Whole number from 1 to 365. */ days?: number }, options?: CallOptions): Call<Shape.MigrationReport, Usual | 'insufficient_scope' | 'invalid_request'>
  /** Let time pass. Sandbox only: 404 elsewhere. Schedules, quotas, consents, tokens and the test bank follow. Time never goes back, and stays where it was at a restart. */
  advanceSandboxClock(body: Shape.SandboxClockChange, options?: CallOptions): Call<Shape.SandboxClock, Usual | OfBody | 'insufficient_scope' | 'not_found'>
  /** Connect a bank without a browser. Sandbox only: 404 elsewhere. Somebody without JavaScript goes through the widget and the test bank’s own pages as they come, and stops where he has no answer. For tests that need a connected user and no screen. */
  createSandboxJourney(body: Shape.SandboxJourneyOrder, options?: CallOptions): Call<Shape.SandboxJourney, Usual | OfBody | 'insufficient_scope' | 'not_found'>
}

/** Calls with the token of one user. */
export interface UserCalls {
  /** Read a user. `me` is the user of the token. A token of the client reads any of its users by id. */
  getUser(id: string, options?: CallOptions): Call<Shape.User, Usual | 'insufficient_scope' | 'not_found'>
  /** Delete a user. Revokes the consents at the banks, erases credentials, connections, accounts and transactions, and frees the email. `me` is the user of the token; a token of the client deletes any of its users by id. */
  deleteUser(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** Change the profile. What is given is replaced, `null` removes, what is absent stays. */
  updateMe(body: Shape.ProfileChange, options?: CallOptions): Call<Shape.User, Usual | OfBody | 'insufficient_scope' | 'not_found'>
  /** Take away everything that is kept of the user. Streamed. As JSON, all of it: the user, connections, accounts with their transactions in whatever state and what the bank told of each, accounts that are not shared, what was agreed to, access tokens. With `format` the booked transactions as a file that other programs read: OFX, QIF, CSV, camt.053 (`xml`), beancount, hledger. */
  exportMe(query?: { /** `json` without one. */ format?: string }, options?: CallOptions): Call<Shape.PersonExport, Usual | 'insufficient_scope' | 'invalid_request' | 'not_found'>
  /** Search banks */
  listProviders(query?: { /** Part of the name or of another name; accents and case do not count. */ q?: string; /** ISO 3166-1 alpha-2, comma list. */ countries?: readonly string[]; /** Counted from 1. Whole number from 1 to 1000000. */ page?: number; /** Absent: all. Whole number from 1 to 500. */ limit?: number }, options?: CallOptions): Call<readonly Shape.Provider[], Usual | 'invalid_request'>
  /** Read a bank */
  getProvider(id: string, options?: CallOptions): Call<Shape.Provider, Usual | 'not_found'>
  /** List the connections of the user */
  listConnections(options?: CallOptions): Call<readonly Shape.Connection[], Usual | 'insufficient_scope'>
  /** Create a connection of files. One that no bank is behind: its accounts and transactions come from statements that are uploaded to it. When the bank of such an account is connected later, the account goes over to that connection, with its id and all it has. */
  createConnection(body: Shape.NewConnection, options?: CallOptions): Call<Shape.Connection, Usual | OfBody | 'insufficient_scope' | 'too_many_connections'>
  /** Read a connection. Both channels of the bank are listed, even if one was never used (`EMPTY`). The reason for a failure is in the channel. */
  getConnection(id: string, options?: CallOptions): Call<Shape.Connection, Usual | 'insufficient_scope' | 'not_found'>
  /** Switch background refreshes on or off */
  updateConnection(id: string, body: Shape.ConnectionChange, options?: CallOptions): Call<Shape.Connection, Usual | OfBody | 'insufficient_scope' | 'not_found'>
  /** Delete a connection. With its accounts and transactions; the consents at the bank are revoked. */
  deleteConnection(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** Upload statements. camt.052, .053 and .054, MT940, OFX 1 and 2, QIF and CSV, also in a zip or gzip archive; 20 MB in all. They are read first: if one can’t be, nothing is stored. Entries that are there already, from another file or from the bank, are not stored again. A CSV or QIF file that can be read in two ways is answered with what was guessed. */
  uploadFiles(id: string, body: Shape.FileUpload, options?: CallOptions): Call<Shape.FileUploadResult, Usual | OfBody | 'file_account_missing' | 'file_account_unclear' | 'file_too_large' | 'file_unreadable' | 'insufficient_scope' | 'not_found' | 'sync_running'>
  /** Synchronise a connection. `LIST_ACCOUNTS` looks for accounts again, new and formerly deleted ones; a run of type `ALL` follows by itself. Without `psu_ip_address` the reading counts against the bank’s daily limit: once that is used up, it is postponed, and `Retry-After` says for how long. A connection that is refreshed by itself is read then (`next_sync_date`). */
  syncConnection(id: string, body?: Shape.SyncRequest, options?: CallOptions): Call<void, Usual | OfBody | 'insufficient_scope' | 'not_found' | 'nothing_to_sync' | 'sync_running'>
  /** Synchronise every connection of the user */
  syncConnections(body?: Shape.SyncAllRequest, options?: CallOptions): Call<readonly string[], Usual | OfBody | 'insufficient_scope'>
  /** Read what the user agreed to and ended, with signed receipts. The newest first: what was shown, what was agreed to, when and until when, what banks granted on it and how that ended. Records stay when a connection goes. */
  listConsents(query?: { /** Only what is about this connection, also one that is gone. */ connection_id?: string; /** From 1. Whole number from 1 to 10000. */ page?: number; /** On a page; 100 without one. Whole number from 1 to 500. */ limit?: number }, options?: CallOptions): Call<readonly Shape.Consent[], Usual | 'insufficient_scope' | 'invalid_request'>
  /** Read what became of a deletion. What went and when, which banks have confirmed the end of their consents, and what must stay and why. Every deletion of a user, a connection or an account names its report in a `Link` header, `rel="status"`. A token of the user reads his own, one of the client those of all its users: the user may be gone. */
  getErasure(id: string, options?: CallOptions): Call<Shape.Erasure, Usual | 'not_found'>
  /** List the accounts that the user shares */
  listAccounts(query?: { connection_id?: string; /** Counted from 1. Whole number from 1 to 1000000. */ page?: number; /** Absent: all. Whole number from 1 to 500. */ limit?: number; /** Types. Comma list of CHECKINGS, SAVINGS, LOAN, CREDIT_CARD. */ type?: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]; /** Statuses. Comma list of ACTIVE, ERROR, NOT_FOUND, CLOSED, SUSPENDED, PENDING_CONSENT, MANUAL. */ status?: readonly ('ACTIVE' | 'ERROR' | 'NOT_FOUND' | 'CLOSED' | 'SUSPENDED' | 'PENDING_CONSENT' | 'MANUAL')[]; /** Usages. Comma list of PERSONAL, PROFESSIONAL. */ usage?: readonly ('PERSONAL' | 'PROFESSIONAL')[]; /** Part of the name, number or IBAN. */ q?: string; /** id, name, balance, creation_date or type; with a leading - descending. Default id. */ sort?: string }, options?: CallOptions): Call<readonly Shape.Account[], Usual | 'insufficient_scope' | 'invalid_request'>
  /** Read an account */
  getAccount(id: string, options?: CallOptions): Call<Shape.Account, Usual | 'insufficient_scope' | 'not_found'>
  /** Stop sharing an account. It is no longer synchronised and its transactions are erased. A channel left with no account loses its credentials and shows `EMPTY`; when the last channel is empty the connection is deleted. */
  deleteAccount(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** List transactions of shared accounts. Ordered by import date ascending, then id descending. `page` is counted from 1, and past the end the answer is an empty list. For long lists follow `Link: <…>; rel="next"`: it costs the same on every page. */
  listTransactions(query?: { account_id?: string; /** Counted from 1; past the end the answer is an empty list. Whole number from 1 to 1000000. */ page?: number; /** Default 100. Whole number from 1 to 500. */ limit?: number; /** From the Link header; takes the place of page. */ cursor?: string; /** Inclusive, compared with date. Unix seconds. Whole number from 0 to 253370764800. */ start_date?: number; /** Inclusive, compared with date. Unix seconds. Whole number from 0 to 253370764800. */ end_date?: number; /** Inclusive, compared with import_date. Unix seconds. Whole number from 0 to 253370764800. */ start_import_date?: number; /** Exactly this amount. In major units, with a sign and a dot. */ amount?: number; /** At least, inclusive. In major units, with a sign and a dot. */ min_amount?: number; /** At most, inclusive. In major units, with a sign and a dot. */ max_amount?: number; /** Types of the account. Comma list of CHECKINGS, SAVINGS, LOAN, CREDIT_CARD. */ account_type?: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]; /** Category ids, comma list. */ category_id?: readonly string[]; /** Origins. Comma list of ORIGINAL, UPCOMING, TRANSACTION, RECURRING, SCHEDULED. */ origin?: readonly ('ORIGINAL' | 'UPCOMING' | 'TRANSACTION' | 'RECURRING' | 'SCHEDULED')[]; /** Only these. Comma list of BOOKED, PENDING, OTHER, EXPIRED, REJECTED, CANCELLED, REFUNDED. */ included_statuses?: readonly ('BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED')[]; /** None of these. Comma list of BOOKED, PENDING, OTHER, EXPIRED, REJECTED, CANCELLED, REFUNDED. */ excluded_statuses?: readonly ('BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED')[] }, options?: CallOptions): Call<readonly Shape.Transaction[], Usual | 'insufficient_scope' | 'invalid_request'>
  /** What changed of the transactions since a cursor. Without `since`, all that is there is `added`, page by page. Call again with `next_cursor` while `has_more` is true, and later to learn what came since. Each change is told once: several of one transaction between two readings count as one, in the form it has now. Nothing is passed over, whoever writes meanwhile. A cursor that is too old, of another user, or of a state from before the database was restored is answered by 410: forget what you have and begin again without `since`. */
  listTransactionChanges(query?: { /** `next_cursor` of the call before; without it everything. */ since?: string; /** Changes at most. Default 100. Whole number from 1 to 500. */ limit?: number }, options?: CallOptions): Call<Shape.TransactionChanges, Usual | 'cursor_gone' | 'insufficient_scope' | 'invalid_request'>
  /** Read a transaction */
  getTransaction(id: string, options?: CallOptions): Call<Shape.Transaction, Usual | 'insufficient_scope' | 'not_found'>
  /** List the categories of transactions. Labels are in the language of `Accept-Language` (English, French, Italian, Spanish or German). */
  listCategories(options?: CallOptions): Call<readonly Shape.Category[], Usual>
  /** Let an application of the person’s own read accounts. `simplefin`: a setup token for applications that read SimpleFIN, claimed once within a day. `export`: private addresses of files (OFX, QIF, CSV, camt.053, JSON, beancount, hledger). `lunchflow` and `enable_banking`: address and key for applications that read those services, Firefly III’s importer and Securo among them. What opens it is in this answer and nowhere else. It lasts until it is revoked; with the user it ends, with a connection or account it shows no more of it. */
  createAccessToken(body: Shape.NewAccessToken, options?: CallOptions): Call<Shape.AccessTokenMade, Usual | OfBody | 'insufficient_scope' | 'too_many_tokens'>
  /** List which applications may read, and when they last did */
  listAccessTokens(options?: CallOptions): Call<readonly Shape.AccessToken[], Usual | 'insufficient_scope'>
  /** Revoke an access token. From then on the application that holds it reads nothing. */
  deleteAccessToken(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
  /** Subscribe to what happens to the user’s connections. From now on. A queue that is not read for 24 hours is gone. */
  createQueue(options?: CallOptions): Call<Shape.Queue, Usual | 'insufficient_scope' | 'too_many_queues'>
  /** Read what came after an event. In order, at most 100 at a time, kept for 24 hours. With `wait` an empty answer comes only when nothing happened in that time. With `Accept: text/event-stream` the same events are streamed (`id`, `event`: the type, `data`: the JSON), for ten minutes at a time: an `EventSource` comes back by itself, with `Last-Event-ID`. Reading does not take anything away: `after` moves on. */
  listQueueEvents(id: string, query?: { /** Id of the last event that was seen. Absent: from the beginning. */ after?: string; /** Seconds to wait where there is nothing yet, at most 30. Default 0. */ wait?: number }, options?: CallOptions): Call<readonly Shape.Notification[], Usual | 'insufficient_scope' | 'invalid_request' | 'not_found' | 'rate_limited'>
  /** End a subscription */
  deleteQueue(id: string, options?: CallOptions): Call<void, Usual | 'insufficient_scope' | 'not_found'>
}
