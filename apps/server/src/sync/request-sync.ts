import type { SyncRequest, SyncStore } from './sync-store.ts'

/**
 * Asks for a synchronisation, in the caller's transaction: run and job are committed with the facts that led to them. An
 * open run is joined, so that a bank is never read twice at a time for one connection; a channel that the person has just
 * authorised again is read again even if the run was through with it.
 *
 * @param request.made the connection was made in this very transaction: nobody else knows it, and it has no run
 * @throws when the connection does not exist, or when there is nothing to read: callers hold it and look at its channels
 */
export async function requestSync(
  store: SyncStore,
  request: SyncRequest & { readonly at: Date; readonly made?: { readonly providerId: string } },
): Promise<{ runId: number; joined: boolean }> {
  const { connectionId, definitionIds, kind, requestedBy } = request
  // A run without channels would never be told from one that has ended, and the connection would stay RUNNING.
  if (definitionIds.length === 0) throw new Error('requestSync: no channel to read')
  const connection = request.made ?? (await store.lockConnection(connectionId))
  if (!connection) throw new Error('requestSync: no such connection')
  const open = request.made ? undefined : await store.openRun(connectionId)
  const runId = open?.id ?? (await store.createRun(request, request.at))
  if (open) {
    // Listing accounts is part of a full run; a full run is more than a listing: its channels start over.
    const widened = open.kind === 'LIST_ACCOUNTS' && kind === 'ALL'
    await store.widenRun(
      { id: runId, connectionId },
      { kind: widened ? 'ALL' : open.kind, ...(request.psu ? { psu: request.psu } : {}) },
    )
    await store.addChannels(runId, definitionIds, widened || requestedBy === 'journey')
    await store.markRunning(connectionId, definitionIds)
  }
  // Also for a joined run: whatever became of its own job, the newest worker takes over.
  const urgent = requestedBy === 'journey' || request.psu !== undefined
  await store.enqueue({ runId, providerId: connection.providerId, urgent })
  return { runId, joined: open !== undefined }
}
