import type { FastifyReply, FastifyRequest } from 'fastify'
import { look, type View } from '../../../journey/look.ts'
import type { Journey, Leg } from '../../../journey/ports.ts'
import { settleJourney } from '../../../journey/settle.ts'
import { departUrl } from '../depart/depart-url.ts'
import { messageOrigins } from '../message-origins.ts'
import { sendPage } from '../page-headers.ts'
import { localeOf } from '../page-locale.ts'
import { isPhone, phoneUrl } from '../phone/phone.ts'
import { type FieldErrors, formFields } from '../present/form-fields.ts'
import { type PresentDeps, screenOf } from '../present/screen-of.ts'
import { unboundScreen } from '../present/unbound-screen.ts'
import type { JourneyPageDeps, VisitDeps } from '../widget-deps.ts'
import { frameOf } from './frame-of.ts'
import { type PageSetting, saidWords } from './page-setting.ts'
import { callerOf, type Visit } from './page-visit.ts'

/** How long a page waits for a bank before it says "one moment" and refreshes itself. */
const PATIENCE_MS = 4_000

/** Lets the journey make its own moves; a bank that takes longer goes on in the background. `leg`: as it was kept with the journey. */
export async function settled(deps: VisitDeps, journey: Journey, request: FastifyRequest, leg?: Leg): Promise<View> {
  const asked = callerOf(request, journey.parameters.locale ?? localeOf(request))
  // By its script, which counts only while the page is in sight, and sends the form when the time is up.
  const caller = request.headers['sec-fetch-dest'] === 'empty' ? { ...asked, unseen: true } : asked
  const work = settleJourney(deps.journey, journey, caller, (stale) => deps.journeys.reload(stale), leg)
  const view = await deps.background.patient(work, PATIENCE_MS)
  if (view !== 'later') return view
  return look(deps.journey, (await deps.journeys.reload(journey)) ?? journey)
}

/** Draws the page of a journey as it stands. */
export async function showJourney(
  deps: JourneyPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  view: View,
  correction?: Correction,
): Promise<FastifyReply> {
  const setting = settingOf(deps, request, visit, view)
  const bound = visit.binding.bound
  const screen = bound ? await screenOf(presentDeps(deps), view, setting) : unboundScreen(view)
  const shown =
    correction && screen.kind === 'credentials'
      ? { ...screen, fields: formFields(correction.fields, setting.locale, correction.typed, correction.errors) }
      : screen
  const corrected =
    correction?.challenge && shown.kind === 'challenge' ? { ...shown, error: correction.challenge } : shown
  const numbered =
    correction?.phone && corrected.kind === 'phone_number' ? { ...corrected, error: correction.phone } : corrected
  const final =
    correction?.accounts && (numbered.kind === 'accounts' || numbered.kind === 'manage')
      ? {
          ...numbered,
          error: correction.accounts,
          accounts: numbered.accounts.map((row) => ({ ...row, selected: false })),
        }
      : numbered
  const frame = frameOf(deps, view, visit.client, visit.binding, setting)
  // A page between the form and the bank: browsers hold redirects of a form to `form-action`, and a bank leads on to hosts of its own.
  if (final.kind === 'redirect' && final.go) reply.header('refresh', `0; url=${final.departUrl}`)
  return sendPage(
    request,
    reply,
    correction ? 422 : 200,
    deps.render(final, bound ? { ...frame, idleSeconds: deps.sessions.idleSeconds } : withoutProof(frame)),
    visit.ancestors,
  )
}

/** A form that was not sent on to the bank: drawn again at once with what to mend, the secrets empty. */
export interface Correction {
  readonly fields: Parameters<typeof formFields>[0]
  readonly typed: { readonly [id: string]: string }
  readonly errors: FieldErrors
  readonly challenge?: 'required' | 'format'
  readonly accounts?: 'required'
  readonly phone?: 'format'
}

export function settingOf(
  deps: JourneyPageDeps,
  request: FastifyRequest,
  visit: Visit,
  view: View,
): PageSetting & { readonly refreshOff: boolean } {
  const query = request.query as {
    q?: unknown
    all?: unknown
    refresh?: unknown
    do?: unknown
    group?: unknown
    said?: unknown
  }
  const { parameters } = view.journey
  return {
    locale: parameters.locale ?? localeOf(request),
    framed: visit.binding.framed,
    terms: visit.client.terms,
    isPhone: isPhone(view, visit.binding),
    messageOrigins: messageOrigins(parameters, visit.client, view.journey.facts),
    ownSuccessUrl: `${deps.embedUrl()}/success`,
    refreshOff: query.refresh === 'off',
    showAll: query.all === '1',
    notListed: query.do === 'not_listed',
    ...(isSaid(query.said) ? { said: query.said } : {}),
    ...(typeof query.q === 'string' ? { query: query.q } : {}),
    ...(typeof query.group === 'string' ? { group: query.group } : {}),
  }
}

export function presentDeps(deps: JourneyPageDeps): PresentDeps {
  return {
    catalogue: deps.catalogue,
    leg: (id) => deps.journey.store.leg(id),
    connection: deps.connection,
    agreements: deps.agreements,
    managed: deps.managed,
    uploads: deps.journey.uploads,
    search: deps.search,
    departUrl: (leg, newTab) => departUrl(deps, leg, newTab),
    phoneUrl: ({ id, revision }) => phoneUrl(deps, { journeyId: id, revision }),
    now: deps.journey.now,
  }
}

function isSaid(word: unknown): word is NonNullable<PageSetting['said']> {
  return (saidWords as readonly unknown[]).includes(word)
}

/** A browser that is not the session's gets a page whose form proves nothing. */
function withoutProof(frame: ReturnType<typeof frameOf>): ReturnType<typeof frameOf> {
  const { poll: _poll, ...rest } = frame
  return { ...rest, canGoBack: false, canCancel: false }
}
