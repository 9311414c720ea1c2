import type { ErasureOut } from '@raccord/contract/wire'
import type { ErasedConsent, ErasureReport } from '../../../connections/erasures.ts'
import { toUnixSeconds } from './unix-seconds.ts'

const DAY_S = 86_400
/** Tries at a bank end within it (`revocationTries`); later is a server that stood still. */
const dueAfterDays = 1
/** Of events (`eventDays` of the housekeeping), and of reports (`keepErasuresDays`). */
const eventDays = 7

export function presentErasure(report: ErasureReport): ErasureOut {
  const date = toUnixSeconds(report.at)
  const pending = report.revocations.some(({ doneAt }) => doneAt === undefined)
  const last = Math.max(date, ...report.revocations.map(({ doneAt }) => (doneAt ? toUnixSeconds(doneAt) : 0)))
  return {
    id: report.id,
    subject: { type: report.kind, id: String(report.subjectId), user_id: String(report.userId) },
    origin: report.origin,
    date,
    status: pending ? 'pending' : 'complete',
    due_date: date + dueAfterDays * DAY_S,
    ...(pending ? {} : { complete_date: last }),
    erased: {
      connections: report.connections,
      accounts: report.accounts,
      transactions: report.transactions,
    },
    revocations: report.revocations.map(presentRevocation),
    kept: keptOf(report, date),
  }
}

function presentRevocation({ providerId, definitionId, doneAt, failure }: ErasedConsent) {
  return {
    provider_id: providerId,
    channel_definition_id: definitionId,
    status: doneAt === undefined ? 'pending' : failure === undefined ? 'revoked' : 'not_confirmed',
    ...(doneAt === undefined ? {} : { date: toUnixSeconds(doneAt) }),
    reason: failure,
  } as const
}

function keptOf({ kind }: ErasureReport, date: number): ErasureOut['kept'] {
  const records = {
    what: 'Records of what was agreed to and ended, by ids, without a name, account or transaction.',
    why: 'They prove that there was a consent (GDPR Art. 7(1)); kept while the operator may have to prove it.',
  }
  const events = {
    what: 'That it was deleted, by ids.',
    why: 'Webhooks and queues that have not heard of it yet are told.',
    until: date + eventDays * DAY_S,
  }
  const ids = {
    what: 'Ids of the transactions that went.',
    why: 'The changes feed tells clients which to forget; for RACCORD_KEEP_CHANGES_DAYS.',
  }
  const sessions = {
    what: 'Logs of widget sessions: steps and times.',
    why: 'The client asks there how a journey went; for RACCORD_KEEP_SESSIONS_DAYS.',
  }
  const recognition = {
    what: 'What recognises the account at the bank: its number.',
    why: 'So that the next reading does not take it for a new one; until its connection is deleted.',
  }
  const report = {
    what: 'This report, by ids and counts.',
    why: 'So that it can be shown that it was done; for RACCORD_KEEP_ERASURES_DAYS.',
  }
  switch (kind) {
    case 'user':
      return [records, events, report]
    case 'connection':
      return [records, events, ids, sessions, report]
    case 'account':
      return [recognition, records, events, ids, sessions, report]
  }
}
