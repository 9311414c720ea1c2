import { endpoints, migrationRules } from '@raccord/contract'
import type { Certainty, Edit, Use } from './finding.ts'
import { type PathHit, ruleOfPath } from './path-hits.ts'
import { queryUses } from './query-uses.ts'
import type { StatementFacts } from './statement-facts.ts'
import type { Ties } from './ties.ts'
import { hole } from './virtual-text.ts'

export interface FileSigns {
  readonly source: string
  /** Speaks of a client secret, as whoever opens a session must; a page that calls its own server never does. */
  readonly secrets: boolean
  /** An HTTP client with a base address of its own. */
  readonly baseClient: boolean
  /** Names pages of the widgets in strings. */
  readonly namesPages: boolean
  /** Names the pages that are gone. */
  readonly namesGone: boolean
}

export function signsOf(source: string): FileSigns {
  return {
    source,
    secrets: /client_?secret/i.test(source),
    baseClient: /base_?ur[il]|BaseAddress/i.test(source),
    namesPages: new RegExp(`["'\`:](?:${endpoints.join('|')})\\b`).test(source),
    namesGone: /["'`:/](?:terms|professional-account)\b["'`]/.test(source),
  }
}

/** What is to be done about one address, its query included. */
export function pathUses(
  hit: PathHit,
  statement: StatementFacts | undefined,
  ties: Ties | undefined,
  signs: FileSigns,
): Use[] {
  const before = signs.source.slice(statement?.start ?? 0, hit.virtual.start)
  if (hit.target === 'session' && hit.insert === 'v2.1/' && !retrofit.test(before)) return []
  const certainty = certaintyOf(hit, statement, ties, signs)
  const versionedBase = statement && ties ? isVersioned(hit, statement, ties) : /v2\.1/.test(hit.base ?? '')
  const uses = queryUses(hit, certainty)
  if (hit.versioned || versionedBase) return uses
  const at = sourceAt(hit, hit.start)
  const end = sourceAt(hit, hit.end - 1, hit.start) + 1
  const ruleId = ruleOfPath(hit)
  const rule = migrationRules[ruleId]
  if (hit.target === 'terms' || hit.target === 'professional-account') {
    return [{ ruleId, certainty, start: at, end, suggestion: rule.says }]
  }
  // A query on the session call moves elsewhere: a new address alone would silently ignore it.
  const alone = hit.target === 'link' || hit.query.length === 0
  const edits: Edit[] = [hit.edit ?? { start: at, end: at, text: hit.insert }]
  const suggestion = hit.edit ? `${hit.edit.text.trim()} before it` : `${hit.insert}${signs.source.slice(at, end)}`
  uses.unshift({
    ruleId,
    certainty,
    start: at,
    end,
    suggestion,
    ...(certainty === 'certain' && alone ? { edits } : {}),
  })
  return uses
}

/** Offset in the file; of the nearest character of a string where that stands for an expression. */
export function sourceAt({ virtual }: PathHit, at: number, floor = 0): number {
  for (let index = at; index >= floor; index -= 1) {
    const offset = virtual.map[index] ?? -1
    if (offset >= 0) return offset
  }
  return virtual.map.find((offset) => offset >= 0) ?? virtual.start
}

function certaintyOf(
  hit: PathHit,
  statement: StatementFacts | undefined,
  ties: Ties | undefined,
  signs: FileSigns,
): Certainty {
  if (hit.lead === 'prose') return 'possible'
  const before = signs.source.slice(statement?.start ?? 0, hit.virtual.start)
  if (hit.lead === 'bare') return bare(hit, statement, ties, signs, before)
  if (ownBase.test(hit.base ?? '')) return 'possible'
  // Pages of the widgets are opened by browsers, never with a token: this is an API of the program's own.
  if (statement && /\bauthorization\b/i.test(signs.source.slice(statement.start, statement.end))) return 'possible'
  if (hit.lead === 'prefixed') return 'likely'
  // The base may hold the version already: whoever writes new names is on the new widgets.
  if (hit.lead === 'based' && hit.names.some((name) => newNames.test(name)) && hit.query.length === 0) return 'likely'
  if (hit.target === 'session') {
    // What follows may be a query with parameters that have to move first.
    const dynamic = hit.virtual.text[hit.end] === hole || (hit.virtual.text[hit.end] === '?' && hit.query.length === 0)
    return signs.secrets && !dynamic ? 'certain' : 'likely'
  }
  if (hit.endpoint === undefined && hit.target === 'link')
    return signs.namesPages && !signs.namesGone ? 'certain' : 'likely'
  return 'certain'
}

const newNames =
  /^(redirect_url|cancel_url|wait_sync_end|consent_per_account|expected_account_types|congrats_bypass_delay)$/
const ownBase =
  /(?:^|[^a-z])(?:own|my|backend|server|app|site|local|internal|frontend|bff|origin)(?:_?(?:base|api|url|uri|host|origin|root))*(?:[^a-z]|$)|[a-z](?:Own|Backend|Server|App|Site|Bff)(?:Base|Api|Url|Uri|Host|Origin|Root)?\b|location\b/i
const joins =
  /(?:\bnew\s+URL|\burljoin|\bURI\.join|\bUri|\.(?:path|encodedPath|appendEncodedPath|resolve|uri|JoinPath|ResolveReference|appending\w*|addPathSegments|fromPath))\s*\(\s*[^()]*$/
/** A client's interface; whether its base has the version is said elsewhere. */
const retrofit = /@(?:GET|POST)\(\s*$/
const ownRoutes =
  /(?:\b(?:app|router|server|routes?|fastify|mux|bp|blueprint|Route)\s*(?:\.|::)\s*\w+\s*\(\s*|@[\w.]*(?:Mapping|Path|route|get|post|Controller)\w*\(\s*(?:\w+\s*=\s*)?|\[Http\w+\(\s*|\[Route\(\s*|\bHandle(?:Func)?\(\s*|\bMap(?:Get|Post)\(\s*|^\s*(?:get|post|match|path|re_path|url)\b[\s(]*)$/

function bare(
  hit: PathHit,
  statement: StatementFacts | undefined,
  ties: Ties | undefined,
  signs: FileSigns,
  before: string,
): Certainty {
  if (!statement || ties === undefined) return 'possible'
  if (ownRoutes.test(before) || /\b(?:import|require|render|include|from)\b[\s('"`]*$/.test(before)) return 'possible'
  const wordy = hit.insert === 'v2.1/'
  if (retrofit.test(before)) return 'likely'
  if (joins.test(before) || (!wordy && /\.\s*(?:append|concat|plus)\(\s*$/.test(before))) return 'certain'
  if (/\.(?:path|Path|AbsolutePath|pathname)\s*=\s*$/.test(before)) return 'certain'
  if (wordy) return 'possible'
  if (
    hit.target === 'session' &&
    signs.baseClient &&
    signs.secrets &&
    /client_?secret/i.test(signs.source.slice(statement.start, statement.end))
  ) {
    return 'certain'
  }
  const calls = signs.source.slice(statement.start, statement.end)
  if (
    hit.target === 'link' &&
    signs.baseClient &&
    /\bsession_id\b/.test(calls) &&
    /\b(?:get|request)\(\s*$/.test(before)
  ) {
    return 'certain'
  }
  // A page's own address without a host is the program's own server.
  if (/\b(?:fetch|href|location|navigate|redirect|open)\b\W*$/.test(before) || hit.names.length > 0) return 'possible'
  const followed = [...statement.defines].some((name) => ties.isAppended(name))
  return followed && hit.target !== 'session' ? 'certain' : followed && signs.secrets ? 'certain' : 'likely'
}

/** The base is known in this file, and ends with the version. */
function isVersioned(hit: PathHit, statement: StatementFacts, ties: Ties): boolean {
  if (/v2\.1/.test(hit.base ?? '')) return true
  if (hit.lead !== 'based') return false
  const name = /(\w+)\W*$/.exec(hit.base ?? '')?.[1]
  if (name === undefined) return false
  const definition = ties.definition(name, statement) ?? ties.definition(`$${name}`, statement)
  return definition?.texts.some(({ text }) => /\/v2\.1\/?$/.test(text.replaceAll(hole, ''))) ?? false
}
