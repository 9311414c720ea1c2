/** Events show connections, so they are read with what reads those. */
export const queueScopes = ['connections_manage', 'connections_sync', 'accounts_read'] as const
