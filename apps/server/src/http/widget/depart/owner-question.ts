import type { Locale } from '@raccord/contract'
import type { FastifyRequest } from 'fastify'
import type { ReturnedLeg } from '../../../journey/ports.ts'
import { bareFrame } from '../alone/alone-page.ts'
import { localeOf } from '../page-locale.ts'
import { tileOf } from '../present/provider-tiles.ts'
import { shownClient } from '../theme-of.ts'
import type { VisitDeps } from '../widget-deps.ts'

/** Whose accounts, for which client? For a browser that is not known to be the person's; `proof` goes back with the answer. */
export async function ownerQuestion(
  deps: VisitDeps,
  request: FastifyRequest,
  { leg, journey }: ReturnedLeg,
  proof: string,
  action: string,
  locale: Locale | undefined,
): Promise<string | undefined> {
  const provider = deps.catalogue.find(deps.catalogue.channel(leg.definitionId)?.providerId ?? '')
  const client = await deps.clients.find(journey.clientId)
  if (!provider || !client) return undefined
  const frame = {
    ...bareFrame(deps, request, locale ?? localeOf(request)),
    client: shownClient(client),
    action,
    // No session is told to a browser that is not known to be its own; the proof alone goes back.
    session: { id: '-', pageToken: '-' },
  }
  return deps.render({ kind: 'confirm_owner', provider: tileOf(provider), proof }, frame)
}
