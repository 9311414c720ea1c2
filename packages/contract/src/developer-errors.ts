import type { ErrorRow } from './error-row.ts'

/** Errors that only a developer meets. Part of the one table in errors.ts. */
export const developerErrors = {
  invalid_request: { status: 400, developer: 'The request is malformed or a parameter is missing or wrong.' },
  invalid_client: { status: 401, developer: 'Unknown client_id or wrong client_secret.' },
  invalid_grant: {
    status: 400,
    developer: 'Wrong user or password, or the refresh token is unknown, expired or revoked.',
  },
  unsupported_grant_type: {
    status: 400,
    developer: 'grant_type must be client_credentials, password, refresh_token or authorization_code.',
  },
  invalid_scope: { status: 400, developer: 'A scope is unknown or the grant does not allow it.' },
  invalid_token: {
    status: 401,
    developer: 'The access token is missing, unknown or expired. Ask for a new one at POST /token.',
  },
  insufficient_scope: { status: 403, developer: 'The access token lacks a scope that this call needs.' },
  not_found: { status: 404, developer: 'No such resource, or it is not yours.' },
  method_not_allowed: { status: 405, developer: 'This path exists, but not with this method.' },
  request_timeout: { status: 408, developer: 'The request was not complete in time.' },
  email_taken: { status: 409, developer: 'This client already has a user with this email.' },
  sync_running: { status: 409, developer: 'A synchronisation of this connection is already running.' },
  too_many_tokens: {
    status: 409,
    developer: 'This person has as many access tokens as there may be (50). Revoke one that is no longer used.',
  },
  nothing_to_sync: {
    status: 409,
    developer:
      'No channel of this connection can be read: none was authorised, or what was kept of it is gone. The person has to authorise it again (edit_credentials).',
  },
  too_many_connections: {
    status: 409,
    developer: 'This person has as many connections of files as there may be (50). Delete one.',
  },
  too_many_queues: {
    status: 409,
    developer: 'This user has as many event queues as are allowed. Delete one; one that nobody reads goes after a day.',
  },
  too_many_webhooks: { status: 409, developer: 'This client has as many webhooks as are allowed. Delete one.' },
  previous_widgets_gone: {
    status: 410,
    developer: 'The previous widgets have ended. Use POST /v2.1/widget_session and the links it answers with.',
  },
  cursor_gone: {
    status: 410,
    developer:
      'since: this cursor is too old, of another user, or of a state from before the database was restored. Forget the transactions you have and call again without it: everything is then given as added.',
  },
  payload_too_large: { status: 413, developer: 'The request body is too large.' },
  file_too_large: {
    status: 413,
    developer: 'A file is too large, also unpacked, or holds too many entries or files. Nothing was stored.',
  },
  file_unreadable: {
    status: 422,
    developer: 'A file is no camt, MT940, OFX, QIF or CSV, or is broken. Nothing was stored.',
  },
  file_account_unclear: {
    status: 422,
    developer:
      'Nothing says whose entries a file holds, or in which currency they are: send account. Nothing was stored.',
  },
  file_account_missing: {
    status: 422,
    developer:
      'A file is of an account that this connection of a bank does not have. Use a connection of files. Nothing was stored.',
  },
  unsupported_media_type: { status: 415, developer: 'Send application/json or application/x-www-form-urlencoded.' },
  rate_limited: { status: 429, developer: 'Too many requests. Wait for Retry-After seconds.' },
  server_error: { status: 500, developer: 'Something failed on our side. The request_id finds it in the log.' },
  not_ready: {
    status: 503,
    developer: 'The server is starting or stopping, or its database does not take writes. Try again shortly.',
  },
} as const satisfies Record<string, ErrorRow>
