import type { Frame } from '@raccord/contract'
import type { Client } from '../../../clients/client.ts'
import { camePastList, canLeaveProvider, canSignInAgain } from '../../../journey/act.ts'
import type { View } from '../../../journey/look.ts'
import { shownRevision } from '../../../journey/shown-revision.ts'
import { type Place, places, steps } from '../../../journey/step-table.ts'
import { ticketTurn } from '../depart/depart-url.ts'
import { pageUrl, paths } from '../page-paths.ts'
import { shownClient, themeOf, themeUrl } from '../theme-of.ts'
import type { VisitDeps } from '../widget-deps.ts'
import type { Binding } from './binding.ts'
import { journeyEvents } from './journey-events.ts'
import type { PageSetting } from './page-setting.ts'
import { writePageToken } from './page-token.ts'

/** What surrounds the screen of a journey. */
export function frameOf(
  deps: VisitDeps,
  view: View,
  client: Client,
  binding: Binding,
  setting: PageSetting & { readonly refreshOff: boolean },
): Frame {
  const { journey } = view
  const stylesheet = themeUrl(themeOf(client, journey.parameters))
  const carried = binding.cookieless ? binding.secret : undefined
  return {
    locale: setting.locale,
    client: shownClient(client),
    session: {
      id: journey.sessionId,
      pageToken: writePageToken({ journey: journey.id, revision: shownRevision(journey), secret: binding.secret }),
    },
    action: paths.journey,
    self: pageUrl(paths.journey, journey.sessionId, carried, setting.refreshOff ? { refresh: 'off' } : {}),
    revision: pageRevision(view, deps.journey.now()),
    ...(view.step.kind === 'upload' ? { upload: pageUrl(paths.files, journey.sessionId, carried) } : {}),
    poll: pageUrl(paths.progress, journey.sessionId, carried),
    canGoBack: canSignInAgain(view) || (canLeaveProvider(view) && !camePastList(view) && view.step.kind !== 'error'),
    canCancel: canCancel(view),
    progress: progressOf(view),
    ...(stylesheet === undefined ? {} : { theme: { stylesheet } }),
    // A browser that is not the session's has nothing to tell.
    ...(binding.bound && setting.messageOrigins.length > 0
      ? { events: journeyEvents(view, setting.messageOrigins) }
      : {}),
    sandbox: deps.sandbox,
    operator: deps.operator,
  }
}

/**
 * Drawn only with a `cancel_url` (WIRE §5). Once something new was authorised, cancelling means removing it again: only
 * the account choice and a failure still offer that.
 */
function canCancel({ journey, state, step }: View): boolean {
  // What was connected before stays: then the list of banks has the way back.
  if (journey.parameters.cancel_url === undefined || state.earlier.length > 0) return false
  const { cancel } = steps[step.kind]
  return cancel !== 'never' && (cancel === 'always' || state.existing || state.connectionId === undefined)
}

/** Steps done and steps in all, for the thin line on top. Counts what this journey will really pass. */
function progressOf(view: View): Frame['progress'] {
  const { journey, plan, state } = view
  const passed = places.filter((place) => {
    if (place === 'accounts') return journey.parameters.consent_per_account
    if (place === 'sync') return journey.parameters.wait_sync_end || plan?.offered !== undefined
    if (place === 'consent') return journey.parameters.terms_body !== '' && state.previous?.termsRecord === undefined
    return true
  })
  return { done: Math.max(0, passed.indexOf(placeOf(view))), total: passed.length - 1 }
}

function placeOf({ step, state }: View): Place {
  const { place } = steps[step.kind]
  if (place === 'sync' && state.accountsChosen) return 'accounts'
  return place === 'bank' && state.authorised.length > 0 ? 'sync' : place
}

/** Changes whenever the page would look different: the facts, the step that time alone may change, the figures, the ticket. */
export function pageRevision({ journey, step, run }: View, now: Date): string {
  const figures = run ? [run.stage, run.accounts, run.accountsDone, run.transactions, run.ended].join('.') : '-'
  const ticket = step.kind === 'depart' ? `-${ticketTurn(now)}` : ''
  // A session may go on with another journey that stands at the same revision.
  return `${journey.id}-${shownRevision(journey)}-${step.kind}-${figures}${ticket}`
}
