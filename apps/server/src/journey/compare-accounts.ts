import type { BankAccount, ConnectorState } from '@raccord/connector-kit'
import type { AccountRow } from '@raccord/contract'
import { isSupported } from '../accounts/identity.ts'
import { maskedNumber } from '../accounts/masked-number.ts'
import { outlast } from '../database-unavailable.ts'
import { maskAccount } from '../transactions/mask-cards.ts'
import { authorise, type CallDeps, type Caller, claim } from './call-bank.ts'
import type { PlannedChannel } from './channel-plan.ts'
import { compare } from './comparison.ts'
import { channelOf, type View } from './look.ts'
import type { Appended, Granted, Journey, Leg } from './ports.ts'
import type { LegState } from './state.ts'

/** A leg that the bank has granted and that is not kept yet. */
interface GrantedLeg extends Leg {
  readonly state: ConnectorState
  readonly shown: Granted
}

/**
 * Reads the accounts of what the bank has just granted, before any of it is kept: are they those of the connection that is being
 * renewed, or of one that is there already? Harmless to do again after a crash.
 */
export async function compareAccounts(deps: CallDeps, view: View, at: LegState, caller: Caller): Promise<Appended> {
  const leg = await grantedLeg(deps, at)
  const channel = channelOf(view, at)
  if (!leg || !channel) return deps.store.append(view.journey, [{ kind: 'retried' }], deps.now())
  const journey = await deps.store.append(
    view.journey,
    [{ kind: 'bank_called', leg: leg.id, ...claim(deps, 'list') }],
    deps.now(),
  )
  if (journey === 'stale') return 'stale'
  const read = await readAccounts(deps, journey, leg, caller)
  if (read === 'gone') return 'stale'
  const { listed, state } = read
  return outlast(async () => {
    const known = await deps.store.knownAccounts(journey, view.state.providerId ?? '')
    const found = compare(view.state, leg.definitionId, known, listed)
    if (found.kind === 'keep') return authorise(deps, journey, { leg, channel, state, grant: leg.shown.grant, caller })
    const same = found.kind === 'same_bank' ? found.same : found.twin?.same
    const shown: Granted = { ...leg.shown, found: rowsOf(listed?.accounts ?? [], channel), ...(same ? { same } : {}) }
    const twin = found.kind === 'other_login' ? found.twin?.connectionId : undefined
    const fact =
      found.kind === 'same_bank'
        ? ({ kind: 'same_bank_found', leg: leg.id, connectionId: found.connectionId } as const)
        : ({ kind: 'other_login_found', leg: leg.id, twin } as const)
    return deps.store.saveOutcome(journey, leg.id, { state, shown }, [fact], deps.now())
  })
}

/** The person's answer: to the connection of this id, or to a new one. */
export async function keepGrant(
  deps: CallDeps,
  view: View,
  at: LegState,
  caller: Caller,
  answer: number | 'new',
): Promise<Appended> {
  const leg = await grantedLeg(deps, at)
  const channel = channelOf(view, at)
  if (!leg || !channel) return deps.store.append(view.journey, [{ kind: 'retried' }], deps.now())
  const { state, shown } = leg
  return authorise(deps, view.journey, { leg, channel, state, grant: shown.grant, caller }, answer)
}

async function grantedLeg(deps: CallDeps, { id }: LegState): Promise<GrantedLeg | undefined> {
  const leg = await deps.store.leg(id)
  const { state, shown } = leg ?? {}
  return leg && state && shown?.kind === 'granted' ? { ...leg, state, shown } : undefined
}

/** What the bank lists, and the state to go on with: a rotated token is kept before anything else is done. */
async function readAccounts(deps: CallDeps, journey: Journey, leg: GrantedLeg, caller: Caller) {
  let state = leg.state
  let gone = false
  const keep = async (newer: ConnectorState | undefined) => {
    if (!newer || gone) return
    gone = !(await outlast(() => deps.store.keepState(journey, leg, newer, deps.now())))
    state = newer
  }
  const { locale, psu } = caller
  const { definitionId, credentials } = leg
  const asked = { definitionId, state, keep, locale, ...(psu ? { psu } : {}), ...(credentials ? { credentials } : {}) }
  const answer = await deps.banks.accounts(asked).catch((error: unknown) => {
    deps.report(error, journey)
    return undefined
  })
  await keep(answer?.state)
  if (gone) return 'gone'
  if (!answer || answer.kind === 'failed') return { state, listed: undefined }
  return {
    state,
    listed: { accounts: answer.accounts.map(maskAccount), complete: (answer.skipped ?? []).length === 0 },
  }
}

/** Of the kinds that this journey reads. */
function rowsOf(accounts: readonly BankAccount[], { reads }: PlannedChannel): AccountRow[] {
  const shown = accounts.filter(isSupported).filter(({ type }) => reads.includes(type))
  return shown.map((account, index) => ({
    id: String(index + 1),
    name: account.name ?? '',
    type: account.type,
    maskedNumber: maskedNumber(account.iban ?? account.number ?? account.maskedPan),
    currency: account.currency,
    selected: true,
  }))
}
