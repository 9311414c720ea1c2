/** Events show accounts with their balances, beside the connections that every reader of accounts may read. */
export const queueScopes = ['accounts_read'] as const
