import { type Endpoint, endpoints, migrationRules, sessionParameters } from '@raccord/contract'
import { joinLink, masked, type Pair, type SplitLink, splitLink } from './split-link.ts'
import { translateQuery } from './translate-query.ts'
import type { Change, Problem, TranslateContext, Translation } from './translation.ts'
import { type WidgetPath, widgetPath } from './widget-path.ts'

/**
 * A link of the previous widgets → the link of the new ones, with the reason for each change. Values, fragment, `&amp;` and
 * placeholders of templates stay byte for byte. Never throws: what can not be translated is in `problems`.
 */
export function translateUrl(input: string, context: TranslateContext = {}): Translation {
  const link = splitLink(input)
  const found = widgetPath(masked(link.path))
  switch (found.is.kind) {
    case 'link':
      return translateLink(link, found, found.is.endpoint, context)
    case 'session':
      return translateSession(link, found, context)
    case 'gone':
      return gone(input, found.is.page)
    case 'oauth':
      return untouched(input, {
        what: 'this is an address of OAuth, not of the widgets',
        next: 'leave it: there redirect_uri keeps its name',
      })
    case 'other':
      return untouched(input, {
        what: 'this is no link of the widgets',
        next: 'give one with /widget/add_connection, edit_credentials, user_input, manage_accounts, or /widget_session',
      })
  }
}

function translateLink(
  link: SplitLink,
  found: WidgetPath,
  endpoint: Endpoint | undefined,
  context: TranslateContext,
): Translation {
  const moved = move(link.path, found, `endpoint.${endpoint ?? 'add_connection'}`, endpoint !== undefined)
  const query = translateQuery(link.pairs ?? [], endpoint, context.channelModes)
  const missing: Problem[] =
    link.pairs?.some(({ text }) => text !== '') && !link.pairs.some(({ name }) => name === 'session_id')
      ? [
          {
            what: 'session_id is not in it',
            next: 'append the parameters to the link that the session call answers with',
          },
        ]
      : []
  return {
    url: joinLink({ ...link, path: moved.path, pairs: link.pairs && query.pairs }),
    changes: [...moved.changes, ...query.changes],
    conflicts: query.conflicts,
    problems: [...query.problems, ...missing],
  }
}

/** Functional parameters leave the session call for the links of its answer. */
function translateSession(link: SplitLink, found: WidgetPath, context: TranslateContext): Translation {
  const moved = move(link.path, found, 'endpoint.widget_session')
  const pairs = link.pairs ?? []
  const stays = ({ name }: Pair) => (sessionParameters as readonly string[]).includes(name)
  const kept = pairs.filter(stays)
  const leaving = pairs.filter((pair) => !stays(pair))
  const perLink = endpoints.map(
    (endpoint) => [endpoint, translateQuery(leaving, endpoint, context.channelModes)] as const,
  )
  const append = Object.fromEntries(
    perLink.map(([endpoint, { pairs: out }]) => [endpoint, out.map(({ text }) => `&${text}`).join('')]),
  ) as Record<Endpoint, string>
  const say = migrationRules['session.functional-parameters'].says
  const departures = leaving.map(({ text, at = 0 }): Change => {
    return { ruleId: 'session.functional-parameters', from: text, at, to: '', why: say, certainty: 'certain' }
  })
  const query = perLink[0]?.[1]
  const exposed: Problem[] = kept.map(({ name }) => ({
    ruleId: `session.${name as (typeof sessionParameters)[number]}`,
    what: `${name} stands in the address`,
    next: 'send it in the body: addresses end up in logs',
  }))
  return {
    url: joinLink({ ...link, path: moved.path, pairs: link.pairs && kept }),
    changes: [...moved.changes, ...departures, ...(query?.changes ?? [])],
    conflicts: query?.conflicts ?? [],
    problems: [...exposed, ...(query?.problems ?? [])],
    append,
  }
}

function move(path: string, { is, insertAt, insert }: WidgetPath, ruleId: Change['ruleId'], named = true) {
  if ('versioned' in is && is.versioned) return { path, changes: [] }
  const from = path.slice(insertAt)
  const change: Change = {
    ruleId,
    from,
    at: insertAt,
    to: insert + from,
    why: named
      ? migrationRules[ruleId].says
      : 'All links moved under /v2.1, but terms and professional-account, which are gone.',
    certainty: named ? 'certain' : 'likely',
  }
  return { path: path.slice(0, insertAt) + insert + from, changes: [change] }
}

function gone(input: string, page: 'terms' | 'professional-account'): Translation {
  const ruleId = `endpoint.${page}` as const
  const next =
    page === 'terms'
      ? 'take the call out; the consent screen follows the choice of the bank'
      : 'take the call out; read usage from GET /v2.1/accounts'
  return untouched(input, { ruleId, what: migrationRules[ruleId].says, next })
}

const untouched = (url: string, problem: Problem): Translation => ({
  url,
  changes: [],
  conflicts: [],
  problems: [problem],
})
