import { type Agreement, type AgreementsScreen, accountTypes, type ProviderTile } from '@raccord/contract'
import type { ConsentView } from '../../../consent/consent-history.ts'
import type { View } from '../../../journey/look.ts'
import { dayOf } from '../../../transactions/day.ts'

export async function agreementsScreen(
  deps: { readonly agreements: (userId: number, connectionId: number) => Promise<ConsentView[]> },
  view: View,
  provider: ProviderTile,
): Promise<AgreementsScreen> {
  const found = await deps.agreements(view.journey.userId, view.state.connectionId ?? 0)
  return { kind: 'agreements', provider, agreements: found.map(agreementOf) }
}

function agreementOf(consent: ConsentView): Agreement {
  const { shown, scope, action, grants } = consent
  const types = scope['accountTypes']
  // The one that is live, of several channels; else the one that was so longest.
  const live = grants.find(({ endedAt }) => endedAt === undefined)
  const last = live ?? grants.toSorted((a, b) => (a.endedAt?.getTime() ?? 0) - (b.endedAt?.getTime() ?? 0)).at(-1)
  const until = last?.until ?? textOf(shown['until'])
  return {
    reference: String(consent.id),
    on: dayOf(consent.at),
    what: action === 'revoked' ? 'ended' : action === 'skipped_own_licence' ? 'by_client' : 'given',
    accountTypes: accountTypes.filter((type) => Array.isArray(types) && types.includes(type)),
    perAccount: scope['perAccount'] === true,
    once: scope['recurring'] === false,
    until,
    state: live ? 'live' : (last?.endedBy ?? 'unused'),
    ...(last?.endedAt ? { endedOn: dayOf(last.endedAt) } : {}),
    ...text('header', shown['header']),
    ...text('body', shown['body']),
  }
}

function text(name: 'header' | 'body', value: unknown): object {
  const found = textOf(value)
  return found === undefined ? {} : { [name]: found }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
