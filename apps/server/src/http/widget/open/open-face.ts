import type { Endpoint, RawQuery } from '@raccord/contract'
import type { Visit } from '../visit/page-visit.ts'
import type { VisitDeps } from '../widget-deps.ts'
import { type OpenParameters, openParameters } from './open-parameters.ts'

/** One family of addresses that lead to the same journeys: the widgets of today, and the previous ones (WIRE §7). */
export interface OpenFace {
  path(endpoint: Endpoint): string
  /** Reads a link by the names and rules of this family; its facts are what the journey begins with. */
  read(endpoint: Endpoint, query: RawQuery, visited: Visit): Promise<OpenParameters>
}

export function presentFace(deps: Pick<VisitDeps, 'catalogue'>): OpenFace {
  return {
    path: (endpoint) => `/v2.1/widget/${endpoint}`,
    read: async (endpoint, query, { client }) => openParameters(endpoint, query, client, deps.catalogue),
  }
}
