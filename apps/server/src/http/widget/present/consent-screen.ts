import { fileProvider } from '@raccord/catalogue'
import { daysAhead } from '@raccord/connector-kit'
import type { ConsentScreen, Locale, ProviderTile } from '@raccord/contract'
import { type RegisteredText, registeredText } from '../../../consent/terms.ts'
import { plannedChannels, type View } from '../../../journey/look.ts'
import type { ConsentGiven } from '../../../journey/ports.ts'
import type { Catalogue } from '../../../providers/catalogue.ts'
import { expectedHost } from './expected-host.ts'

interface ConsentDeps {
  readonly catalogue: Catalogue
  readonly now: () => Date
}

/** Version of the fixed lines that name client, data and duration: raised when their meaning changes. */
const TEXT_VERSION = 'default-1'

/** Of the client that opened the journey, per language. */
type Terms = Readonly<Record<string, unknown>>

export function consentScreen(
  deps: ConsentDeps,
  view: View,
  provider: ProviderTile,
  own: { readonly terms: Terms; readonly locale: Locale; readonly framed: boolean },
): ConsentScreen {
  const { terms_header: header, terms_body, consent_per_account: perAccount } = view.journey.parameters
  const registered = registeredFor(view, own.terms, own.locale)
  const body = terms_body ?? registered?.text
  const until = consentUntil(deps, view)
  return {
    kind: 'consent',
    provider,
    accountTypes: accountTypes(view),
    perAccount,
    renewal: view.journey.endpoint !== 'add_connection',
    ...(view.state.adding ? { added: true } : {}),
    ...onward(deps, view, own.framed),
    ...(until === undefined ? {} : { until }),
    ...(header ? { header } : {}),
    ...(body ? { body } : {}),
    ...(registered === undefined ? {} : { termsVersion: registered.version }),
  }
}

/** Where the button leads: to the first channel of the plan. */
function onward(deps: ConsentDeps, view: View, framed: boolean): Pick<ConsentScreen, 'next' | 'bankHost' | 'newTab'> {
  if (view.state.providerId === fileProvider.id) return { next: 'upload' }
  const first = view.plan?.required[0]
  if (first?.mode !== 'REDIRECT') return { next: first && !first.stored ? 'sign_in' : 'kept' }
  const host = expectedHost(deps.catalogue.channel(first.definitionId)?.hosts ?? [])
  return { next: 'bank', newTab: framed, bankHost: host }
}

/** What the person was shown and agreed to, for the record. */
export function consentGiven(
  deps: ConsentDeps,
  view: View,
  locale: ConsentGiven['locale'],
  action: ConsentGiven['action'],
  terms: Terms,
): ConsentGiven {
  const { terms_header: header, terms_body } = view.journey.parameters
  // Of the other actions, one saw no text at all, and the other one on a page of its own, which has its own record.
  const registered = action === 'accepted' ? registeredFor(view, terms, locale) : undefined
  const body = terms_body ?? registered?.text
  const until = consentUntil(deps, view)
  const termsRecord = action === 'under_terms' ? view.state.previous?.termsRecord : undefined
  return {
    providerId: view.state.providerId ?? '',
    definitionIds: plannedChannels(view).map((channel) => channel.definitionId),
    action,
    locale,
    shown: {
      textVersion: TEXT_VERSION,
      ...(registered === undefined ? {} : { termsVersion: registered.version }),
      until,
      ...(header ? { header } : {}),
      ...(body ? { body } : {}),
      termsRecord,
    },
    accountTypes: accountTypes(view),
  }
}

/** The client's registered text stands where the link gives none. */
function registeredFor(view: View, terms: Terms, locale: Locale): RegisteredText | undefined {
  return view.journey.parameters.terms_body === undefined ? registeredText(terms, locale) : undefined
}

function accountTypes(view: View) {
  return [...new Set(plannedChannels(view).flatMap((channel) => channel.reads))]
}

/** Last day of the permission asked for; nothing for a single reading. */
function consentUntil(deps: ConsentDeps, view: View): string | undefined {
  if (!view.journey.parameters.auto_sync || view.state.providerId === fileProvider.id) return undefined
  const days = deps.catalogue.channel(view.plan?.required[0]?.definitionId ?? '')?.consentDays ?? 180
  // As it is asked of the bank.
  return daysAhead(deps.now(), days, deps.catalogue.find(view.state.providerId ?? '')?.countries[0])
}
