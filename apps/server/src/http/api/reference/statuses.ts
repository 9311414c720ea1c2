import type { AccountOut, ConnectionOut, TransactionOut } from '@raccord/contract/wire'

/** What each status says and what to do about it; a test asks that none is missing and none is of yesterday. */
export const statusTables: {
  readonly Connection: Readonly<Record<ConnectionOut['status'], string>>
  readonly Channel: Readonly<Record<ConnectionOut['channels'][number]['status'], string>>
  readonly Account: Readonly<Record<AccountOut['status'], string>>
  readonly Transaction: Readonly<Record<TransactionOut['status'], string>>
} = {
  Connection: {
    RUNNING: 'Being read at this moment.',
    SUCCESS: 'The last reading of every channel went well.',
    PARTIAL_SUCCESS: 'Something was read, and something could not be: the channels say what.',
    FAILED: 'Nothing could be read: the channels say why.',
    CLOSED: 'Deleted. Only events still show it.',
    NONE: 'Not read yet.',
  },
  Channel: {
    SUCCESS: 'Read, all of it.',
    PARTIAL_SUCCESS: 'Read, but for entries or accounts that nobody can read: `unread_entries`.',
    EMPTY: 'Never used, or no account of it is shared any more. No credentials are kept.',
    RUNNING: 'Being read at this moment.',
    NONE: 'Not read yet.',
    FAILED: 'The bank gave nothing. It is tried again by itself.',
    AUTH_FAILED: 'The bank refuses the kept credentials. Send the person to `edit_credentials`.',
    TOKEN_EXPIRED: 'The consent at the bank is over. Send the person to `edit_credentials`.',
    PASSWORD_CHANGE_REQUIRED: 'The bank wants a new password: first there, then `edit_credentials`.',
    CHALLENGE_REQUIRED: 'The bank asks for a code or an approval. Send the person to `user_input`.',
    USER_ACTION_REQUIRED: 'The person must do something at the bank itself, then `edit_credentials`.',
  },
  Account: {
    ACTIVE: 'Read, and kept up to date.',
    ERROR: 'Its last reading failed; what is there stays.',
    NOT_FOUND: 'The bank no longer names it.',
    CLOSED: 'Closed at the bank.',
    SUSPENDED: 'The bank has blocked it.',
    PENDING_CONSENT: 'Found, and not yet shared by the person.',
    MANUAL: 'Kept by hand, at no bank.',
  },
  Transaction: {
    BOOKED: 'In the books of the bank.',
    PENDING: 'Announced. It becomes `BOOKED` under the same id, or goes away.',
    OTHER: 'A state of the bank that has no name here.',
    EXPIRED: 'Was pending, and was never booked.',
    REJECTED: 'Refused by the bank.',
    CANCELLED: 'Taken back before it was booked.',
    REFUNDED: 'Given back after it was booked.',
  },
}
