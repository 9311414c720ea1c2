import { currentTerms } from '../../consent/terms.ts'
import type { Fact, PreviousRules } from '../../journey/facts.ts'
import type { OpenFace } from '../widget/open/open-face.ts'
import { atItsBank, type OpenParameters, openParameters } from '../widget/open/open-parameters.ts'
import type { PreviousDeps } from './previous-deps.ts'
import { previousPath } from './previous-paths.ts'
import { withDefaults } from './session-defaults.ts'

/**
 * The previous addresses of the same journeys (WIRE §7): their names, their parameters on the session's call, and their
 * rules, which the journey learns as one fact. New names are read, too.
 */
export function previousFace(deps: PreviousDeps): OpenFace {
  const { catalogue, deprecated } = deps.widget
  return {
    path: previousPath,
    async read(endpoint, given, { client, session }) {
      void deprecated.record(client.id, [{ kind: 'endpoint', name: previousPath(endpoint) }])
      const query = withDefaults(session.defaults, given)
      const read = openParameters(endpoint, query, client, catalogue, atItsBank)
      if (read.kind === 'refused') return read
      const { terms_header, terms_body } = read.parameters
      const accepted = await deps.terms.newest(client.id, session.userId)
      const known = accepted?.version === currentTerms(client.terms, 'en').version
      const fact: Fact = {
        kind: 'previous_opened',
        ...channelRules(read),
        // A text of the client's own is to be seen each time: it is no part of what was accepted.
        ...(accepted && known && terms_header === undefined && terms_body === undefined
          ? { termsRecord: accepted.recordId }
          : {}),
      }
      return { ...read, facts: [...read.facts, fact] }
    },
  }
}

/** How the way into a bank is found; by the new rules where `expected_account_types` is given by name, or pinned. */
function channelRules(
  read: Pick<Extract<OpenParameters, { kind: 'read' }>, 'channelDefinitionId' | 'multipleChannels' | 'fixed'>,
): Pick<PreviousRules, 'channels' | 'definitionId'> {
  if (read.fixed) return {}
  if (read.multipleChannels) return { channels: 'both' }
  if (read.channelDefinitionId === undefined) return { channels: 'ask' }
  return { channels: 'one', definitionId: read.channelDefinitionId }
}
