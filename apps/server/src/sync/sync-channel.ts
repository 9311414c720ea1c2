import type { Failed } from '@raccord/connector-kit'
import { maskAccount } from '../transactions/mask-cards.ts'
import { accountNews } from './account-news.ts'
import { adoptUploaded } from './adopt-uploaded.ts'
import { BankSession } from './bank-session.ts'
import { isFailed, tryBank } from './bank-try.ts'
import { CallCounter } from './call-counter.ts'
import type { ChannelProgress } from './channel-progress.ts'
import { fetchTransactions, type Tally } from './fetch-transactions.ts'
import { held } from './held.ts'
import { planAccounts } from './list-accounts.ts'
import { challengeRequired, failed, stopsChannel, succeeded } from './outcome.ts'
import { awayUntil, BankAway } from './put-off.ts'
import { renewAlone } from './renew-alone.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ChannelResult, ChannelWork, ClaimedRun, Unread } from './sync-store.ts'

/** So long the last entries of an account that ends are asked for. */
const LAST_READING_MS = 4 * 86_400_000
/** As banks say that there is no such account, or say nothing. */
const goneReasons: ReadonlySet<Failed['reason']> = new Set([
  'consent_expired',
  'bank_answer_invalid',
  'bank_unavailable',
])

/** Reads one channel: its accounts and, but for LIST_ACCOUNTS, their transactions. */
export async function syncChannel(
  deps: SyncDeps,
  run: ClaimedRun,
  channel: ChannelWork,
  progress: ChannelProgress,
): Promise<ChannelResult> {
  const { definitionId, state, stateVersion, schedule } = channel
  const fail = (failure: Failed): ChannelResult => {
    const until = failure.reason === 'bank_unavailable' ? awayUntil(deps, run) : undefined
    if (until) throw new BankAway(until)
    deps.log('channel_failed', { runId: run.runId, definitionId, reason: failure.reason, detail: failure.detail })
    return failed(failure, schedule, deps.now())
  }
  // Nothing that another try could change; the person can authorise anew.
  if (channel.unreadable) return fail(failure('consent_expired', 'The stored authorisation does not open.'))
  if (!state || !stateVersion) return fail(failure('consent_expired', 'The channel has no authorisation.'))
  // Asking all the same would get the same answer, and some banks count refusals too.
  if (!run.psu && schedule?.limitedUntil && schedule.limitedUntil > deps.now()) {
    return fail({
      ...failure('bank_limit_reached', 'The bank takes no calls without the person before then.'),
      retryAt: schedule.limitedUntil,
    })
  }
  const bank = deps.bank({ providerId: run.providerId, definitionId, ...(run.psu ? { psu: run.psu } : {}) })
  if (!bank) return fail(failure('bank_not_configured', 'The catalogue has no such channel, or it is not configured.'))

  const credentials = bank.connector.usesCredentials ? await keptCredentials(deps, run, definitionId) : undefined
  const context = { ...bank.context, ...(credentials ? { credentials } : {}) }
  const session = new BankSession(deps, run, { ...channel, state, stateVersion }, { ...bank, context })
  try {
    return await readThrough(deps, run, channel, progress, session, fail)
  } finally {
    // Accounts are listed for a reading that follows: that one ends it.
    if (run.kind === 'ALL') await session.end()
  }
}

/** From the list of accounts to the last entry. */
async function readThrough(
  deps: SyncDeps,
  run: ClaimedRun,
  channel: ChannelWork,
  progress: ChannelProgress,
  session: BankSession,
  fail: (failure: Failed) => ChannelResult,
): Promise<ChannelResult> {
  const { definitionId, schedule } = channel
  const pause = (ms: number) => deps.wait(ms, deps.signal)
  const leftAlone = () => deps.pausedUntil?.(run.providerId) !== undefined
  const list = () =>
    tryBank(
      async () => {
        const answer = await session.connector.accounts(session.context, session.state)
        await session.keep(answer.state)
        return answer
      },
      pause,
      leftAlone,
    )
  const counter = new CallCounter(deps, run, definitionId)
  let listed = await list()
  if (isFailed(listed) && listed.reason === 'consent_expired') {
    const renewed = await renewAlone(deps, run, channel, session, schedule, listed)
    if (renewed === 'challenge') {
      deps.log('challenge_required', { runId: run.runId, definitionId })
      return challengeRequired
    }
    if (renewed !== 'renewed') return fail(renewed)
    await counter.another()
    listed = await list()
  }
  if (isFailed(listed)) {
    await counter.failed(listed)
    return fail(listed)
  }

  const whole = (listed.skipped ?? []).length === 0
  const { toFetch, unsupported, any } = await held(deps, run, async ({ accounts, together }) => {
    const known = await adoptUploaded(accounts, run, channel, listed.accounts)
    const plan = planAccounts(run, channel, known, listed.accounts.map(maskAccount))
    const ids = await accounts.save({ connectionId: run.connectionId, userId: run.userId, at: deps.now() }, plan.save)
    const balances = new Map(plan.save.map(({ found }, at) => [ids[at], found.balances]))
    // One that could not be read may be any of those that are not there.
    if (whole) await accounts.setStatus(plan.missing, 'NOT_FOUND')
    const [first, ...more] = accountNews(definitionId, known, plan, ids, whole)
    const now = deps.now()
    if (whole) await accounts.setLastReading(plan.leaving, new Date(now.getTime() + LAST_READING_MS))
    const counted = run.kind === 'ALL' && !run.psu
    const toFetch = (await accounts.toFetch(run.connectionId, definitionId, now, counted)).map((account) => {
      const told = balances.get(account.id)
      return told ? { ...account, balances: told } : account
    })
    await together(async ({ sync, events }) => {
      if (first) await events.add(run.connectionId, [first, ...more], now)
      await progress.within(sync, {
        stage: run.kind === 'ALL' ? 'transactions' : 'finishing',
        accounts: run.kind === 'ALL' ? toFetch.length : plan.save.length,
      })
    })
    return { toFetch, unsupported: plan.unsupported, any: plan.save.length > 0 || channel.accountsKnown }
  })
  if (!any) return { status: 'EMPTY', read: false, failure: 'no_supported_account', unsupported, revoke: session.state }
  const unread = [...(listed.skipped ?? [])]
  if (run.kind === 'LIST_ACCOUNTS') return { ...succeeded(false, countOf(unread), schedule, deps.now()), unsupported }

  let firstFailure: Failed | undefined
  let limited = 0
  for (const [at, account] of toFetch.entries()) {
    const tally: Tally = { received: 0, tries: 0, unread: [] }
    const about = { session, account, tally, progress, counter }
    const outcome = await tryBank<{ kind: 'read' }>(
      async () => (await fetchTransactions(deps, run, about)) ?? { kind: 'read' },
      pause,
      leftAlone,
    )
    unread.push(...tally.unread)
    if (!isFailed(outcome)) continue
    // Cut off in the middle: what it answered, it has counted.
    if (tally.received === 0 || outcome.reason !== 'bank_unavailable') await counter.failed(outcome, account.id)
    // A bank owes no entries of an account that it keeps no longer: what says only that spoils nothing.
    if (account.last && goneReasons.has(outcome.reason)) {
      deps.log('last_reading_failed', { runId: run.runId, accountId: account.id, reason: outcome.reason })
      // One that did not answer is asked again by the next run.
      if (outcome.reason !== 'bank_unavailable')
        await held(deps, run, (unit) => unit.accounts.endLastReading(account.id))
      await progress.note({ accountsDone: 1 })
      continue
    }
    firstFailure ??= outcome
    // Banks count by account: the next one may still be read. A second refusal is of the bank as a whole.
    if (outcome.reason === 'bank_limit_reached' && ++limited < 2) continue
    if (stopsChannel(outcome.reason)) {
      await counter.spared(toFetch.slice(at + 1).map(({ id }) => id))
      break
    }
    if (!account.last) await held(deps, run, ({ accounts }) => accounts.setStatus([account.id], 'ERROR'))
  }
  if (firstFailure) return { ...fail(firstFailure), unsupported, unread: countOf(unread) }
  return { ...succeeded(true, countOf(unread), schedule, deps.now()), unsupported }
}

function keptCredentials(deps: SyncDeps, run: ClaimedRun, definitionId: string) {
  return deps.transact(({ connections }) => connections.credentials(run.userId, run.connectionId, definitionId))
}

function countOf(rules: readonly string[]): Unread {
  const counts: { [rule: string]: number } = {}
  for (const rule of rules) counts[rule] = (counts[rule] ?? 0) + 1
  return counts
}

function failure(reason: Failed['reason'], detail: string): Failed {
  return { kind: 'failed', reason, detail }
}
