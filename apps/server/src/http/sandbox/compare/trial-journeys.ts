import type { Translation } from '@raccord/migrate'
import type { Pasted } from './read-pasted.ts'
import type { TrialPeople, Trials } from './trial-people.ts'
import { trialQuery } from './trial-query.ts'

/** Addresses of both journeys, on this very host; absent where there is none (a page that is gone, an endpoint that ended). */
export interface TrialJourneys {
  readonly before?: string
  readonly after?: string
  readonly notes: readonly string[]
}

/** Begins a session on each side and puts the parameters where that side reads them. */
export async function trialJourneys(
  trials: Trials,
  people: TrialPeople,
  pasted: Pasted,
  translation: Translation,
  own: string | undefined,
): Promise<TrialJourneys> {
  const was = trialQuery(pasted.query, own)
  const asCall = pasted.kind === 'session'
  const sessionPath = pasted.versioned ? '/v2.1/widget_session' : '/widget_session'
  // The new session call reads no functional parameters; on an address of it they were for nothing.
  const onCall = asCall && was.appended !== '' ? `?${was.appended.slice(1)}` : ''
  const linksBefore = await trials.session(`${sessionPath}${onCall}`, people.before)
  const name = pasted.kind === 'professional-account' ? 'professional_account' : pasted.kind
  const linkBefore = linksBefore?.[name === 'session' || name === 'link' ? pasted.endpoint : name]
  const before = linkBefore && `${linkBefore}${asCall ? '' : was.appended}`
  const side = { ...(before ? { before } : {}), notes: was.notes }
  if (name === 'terms' || name === 'professional_account') return side

  const given = asCall ? `?${translation.append?.[pasted.endpoint] ?? ''}` : translation.url
  const is = trialQuery(new URL(given, 'http://pasted.invalid').searchParams, own)
  const linkAfter = (await trials.session('/v2.1/widget_session', people.after))?.[pasted.endpoint]
  return {
    ...side,
    ...(linkAfter ? { after: `${linkAfter}${is.appended}` } : {}),
    notes: [...new Set([...was.notes, ...is.notes])],
  }
}
