import type { MigrationRule } from '@raccord/contract'
import type { WidgetSessionLog } from '@raccord/contract/wire'
import { ruleOfUse } from '../../../deprecation/rule-of-use.ts'
import type { Fact } from '../../../journey/facts.ts'
import type { JourneyLog, SessionLog } from '../../../journey/session-log.ts'
import { toUnixSeconds } from './unix-seconds.ts'
import { presentUnread } from './unread.ts'

type JourneyOut = WidgetSessionLog['journeys'][number]

export function presentSessionLog(log: SessionLog): WidgetSessionLog {
  return {
    user_id: String(log.userId),
    creation_date: toUnixSeconds(log.createdAt),
    expiration_date: toUnixSeconds(log.expiresAt),
    refused_links: log.refusals.map(({ at, endpoint, parameter, rule }) => ({
      endpoint,
      parameter,
      rule,
      date: toUnixSeconds(at),
    })),
    journeys: log.journeys.map(presentJourney),
  }
}

function presentJourney(journey: JourneyLog): JourneyOut {
  const facts = journey.facts.map(({ fact }) => fact)
  const finished = facts.find((fact) => fact.kind === 'finished')
  const deprecated = facts.flatMap((fact) => (fact.kind === 'deprecated_used' ? [fact.parameter] : []))
  const cancelled = facts.some((fact) => fact.kind === 'cancelled')
  const status = finished ? 'SUCCESS' : cancelled ? 'CANCELLED' : journey.endedAt ? 'ABANDONED' : 'OPEN'
  return {
    endpoint: journey.endpoint,
    reference: journey.reference,
    status,
    ...(finished ? { result: finished.result } : {}),
    ...(journey.connectionId === undefined ? {} : { connection_id: String(journey.connectionId) }),
    creation_date: toUnixSeconds(journey.createdAt),
    ...(journey.endedAt ? { end_date: toUnixSeconds(journey.endedAt) } : {}),
    warnings: facts.flatMap((fact) => (fact.kind === 'warned' ? [{ parameter: fact.parameter, rule: fact.rule }] : [])),
    deprecated_parameters: deprecated,
    deprecations: deprecated.flatMap((parameter) => {
      const rule: MigrationRule | undefined = ruleOfUse({ kind: 'parameter', name: parameter })?.rule
      return rule ? [{ parameter, use: rule.new, says: rule.says }] : []
    }),
    unread_entries: journey.notTrue
      .filter(({ rules }) => Object.keys(rules).length > 0)
      .map(({ definitionId, rules }) => ({ channel_definition_id: definitionId, ...presentUnread(rules) })),
    unreconciled_accounts: journey.notTrue
      .filter(({ gaps }) => gaps > 0)
      .map(({ definitionId, gaps }) => ({ channel_definition_id: definitionId, count: gaps })),
    events: journey.facts
      .filter(({ fact }) => !['warned', 'deprecated_used', 'hosted'].includes(fact.kind))
      .map(({ seq, at, fact }) => ({ seq, type: fact.kind, date: toUnixSeconds(at), ...shown(fact) })),
  }
}

/** What a client may know of a fact, field by field: a new field of a fact is hidden until somebody decides. */
function shown(fact: Fact): Partial<JourneyOut['events'][number]> {
  const open: { -readonly [K in keyof JourneyOut['events'][number]]?: JourneyOut['events'][number][K] } = {}
  if ('providerId' in fact) open.provider_id = fact.providerId
  if ('definitionId' in fact) open.channel_definition_id = fact.definitionId
  if ('connectionId' in fact) open.connection_id = String(fact.connectionId)
  if ('answer' in fact) open.answer = fact.answer
  if ('count' in fact) open.accounts = fact.count
  if (fact.kind === 'finished') open.result = fact.result
  if (fact.kind === 'cancelled') open.step = fact.step
  if (fact.kind === 'bank_asks') open.step = fact.what
  if (fact.kind === 'failed') {
    open.error = fact.error
    if (fact.detail !== undefined) open.detail = fact.detail
    if (fact.retryAt !== undefined) open.retry_date = fact.retryAt
  }
  return open
}
