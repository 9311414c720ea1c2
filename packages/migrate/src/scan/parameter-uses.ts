import { migrationRules } from '@raccord/contract'
import type { Certainty, Edit, Use } from './finding.ts'
import type { Lexicon } from './lex/lexicon.ts'
import type { ParameterHit } from './parameter-hits.ts'
import { isTelling, newNameOf } from './previous-names.ts'
import { oauthWords, type StatementFacts } from './statement-facts.ts'
import { ends, type Ties } from './ties.ts'
import { flat } from './tree/node.ts'
import { sharedNodes } from './tree/statements.ts'

/** Calls and keys that put a map on the query of an address. */
const carriers =
  /^(urlsearchparams|http_build_query|urlencode|encode|stringify|tostring|encode_www_form|to_query|to_param|addquerystring|build_?query|values|formurlencodedcontent|params|query|qs|search|search_?params|query_?params|query_?parameters|query_?string|queryitems|get|request|add_query_arg|update_query_params|mapof|linkedmapof|parametersof|dict|of|ofentries|listof|new|with_query|json_encode|urlqueryitem|keyvaluepair|basicnamevaluepair|pair|querystring)$/i

export interface FileWide {
  readonly source: string
  readonly lexicon: Lexicon
  /** The file reaches pages of the widgets somewhere. */
  readonly links: boolean
  /** Variables are followed; not in files with more names than a person writes. */
  readonly thorough: boolean
}

export function parameterUses(
  hit: ParameterHit,
  statement: StatementFacts,
  ties: Ties,
  file: FileWide,
): Use | undefined {
  const judged = judge(hit, statement, ties, file)
  if (!judged) return undefined
  const { certainty, target } = judged
  const here = { start: hit.start, end: hit.end, certainty }
  const newName = newNameOf(hit.name)
  if (target === 'session') {
    const suggestion = `append ${newName} to the links that the session call answers with`
    return { ...here, ruleId: 'session.functional-parameters', suggestion }
  }
  if (onlyEdits(statement) && newName === 'expected_account_types') {
    return { ...here, ruleId: 'parameter.expected_account_types-edit_credentials', suggestion: `take ${hit.name} out` }
  }
  const ruleId = `parameter.${hit.name}` as const
  if (saidTwice(hit, newName)) {
    const suggestion = `${newName} is there already: keep one, the new name wins`
    return { ...here, certainty: certainty === 'certain' ? 'likely' : certainty, ruleId, suggestion }
  }
  if (hit.name === 'channel_definition_id') {
    const suggestion = `${newName}: PAYMENT for …01, OTHER for …00 (ALL where the bank has EMBEDDED alone), and provider_id`
    return { ...here, ruleId, suggestion }
  }
  const edits = certainty === 'certain' ? editsOf(hit, newName, file) : undefined
  const isMany = hit.name === 'multiple_channels'
  const suggestion = isMany ? `expected_account_types ALL: ${migrationRules['value.ALL'].says}` : newName
  return { ...here, ruleId: isMany ? 'value.ALL' : ruleId, suggestion, ...(edits ? { edits } : {}) }
}

function judge(
  hit: ParameterHit,
  statement: StatementFacts,
  ties: Ties,
  file: FileWide,
): { readonly certainty: Certainty; readonly target: 'link' | 'session' | 'unknown' } | undefined {
  if (!file.thorough) return weak(hit, file)
  const nearby = hit.group ? textOf(hit.group.children) : ''
  // The same names in OAuth, and in what the API answers (`channel.channel_definition_id`), are no parameters of the widgets.
  if (!isTelling(hit.name) && (oauthWords.test(nearby) || (hit.role === 'loose' && !file.links))) return undefined
  if (hit.name === 'redirect_uri' && /\b(?:state|scope|nonce)\b/.test(nearby)) return undefined
  const direct = directTie(hit, statement)
  if (direct) {
    const doubtful = direct === 'foreign' || ties.isDoubted(statement) || statement.mixes
    return doubtful && direct !== 'session' ? weak(hit, file) : graded(hit, direct, file)
  }
  const tie = ties.of(statement, outsideWords(hit, statement))
  if (tie.link && tie.session) return { certainty: 'likely', target: 'unknown' }
  if (!tie.link && !tie.session) {
    const weakly = weak(hit, file)
    return weakly && (tie.tainted || statement.foreign) ? { ...weakly, certainty: 'possible' } : weakly
  }
  if (
    tie.tainted ||
    statement.oauth ||
    (statement.foreign && hit.role !== 'setter' && hit.role !== 'assign' && !isValueAddress(statement, hit))
  ) {
    return weak(hit, file)
  }
  if (hit.role === 'loose' || hit.role === 'argument') return weak(hit, file)
  const known =
    hit.carrier === undefined || carriers.test(hit.carrier) || hit.role === 'setter' || hit.role === 'assign'
  return { certainty: known ? 'certain' : 'likely', target: tie.link ? 'link' : 'session' }
}

/** Address and parameter in one statement: the smallest bracket that holds both must speak of nothing else. */
function directTie(hit: ParameterHit, statement: StatementFacts): 'link' | 'session' | 'both' | 'foreign' | undefined {
  const { link, session } = ends(statement)
  if (!link && !session) return undefined
  const path = statement.paths.find(({ target }) => target === 'link' || target === 'session')
  const at = path?.virtual.strings[0]?.start
  const nodes = at === undefined ? statement.nodes : sharedNodes(statement, at, hit.start)
  if (oauthWords.test(textOf(nodes))) return 'foreign'
  return link && session ? 'both' : link ? 'link' : 'session'
}

function graded(hit: ParameterHit, target: 'link' | 'session' | 'both' | 'foreign', file: FileWide) {
  if (target === 'both' || target === 'foreign') return { certainty: 'likely', target: 'unknown' } as const
  if (hit.role === 'loose' || hit.role === 'argument') return weak(hit, file)
  // JSON is read by a program that this file does not show.
  if (file.lexicon.scopes === 'file' && file.lexicon.braces === 'value' && hit.role === 'key') {
    return { certainty: 'likely', target } as const
  }
  const known =
    hit.role === 'setter' ||
    hit.role === 'assign' ||
    (hit.carrier !== undefined && carriers.test(hit.carrier)) ||
    target === 'session'
  // An object that is handed to nobody here: who reads it may know its names.
  const plain = hit.role === 'key' && !hit.called
  return { certainty: known && !plain ? 'certain' : 'likely', target } as const
}

function weak(hit: ParameterHit, file: FileWide) {
  const loose = hit.role === 'loose' || hit.role === 'argument'
  if (isTelling(hit.name))
    return { certainty: file.links && !loose ? 'likely' : 'possible', target: 'unknown' } as const
  if (!file.links || loose) return undefined
  // In one literal with names of the widgets alone, it is theirs.
  const company = hit.group ? textOf(hit.group.children) : ''
  if (/\b(?:captive_mode|select_accounts|multiple_channels)\b/.test(company)) {
    return { certainty: 'likely', target: 'unknown' } as const
  }
  return { certainty: 'possible', target: 'unknown' } as const
}

function editsOf(hit: ParameterHit, newName: string, { source, lexicon }: FileWide): Edit[] | undefined {
  const name = { start: hit.start, end: hit.end, text: hit.shorthand ? `${newName}: ${hit.name}` : newName }
  if (hit.name !== 'multiple_channels') return [name]
  const value = hit.value
  if (value?.kind === 'string' && value.body && source.slice(value.body.start, value.body.end) === 'true') {
    return [name, { ...value.body, text: 'ALL' }]
  }
  const dynamic = lexicon.braces === 'script' || lexicon.scopes === 'indent' || lexicon.concat === '.'
  if (dynamic && value?.kind === 'word' && /^true$/i.test(value.text)) {
    const quote = /["']/.exec(source[hit.start - 1] ?? '')?.[0] ?? (lexicon.scopes === 'indent' ? '"' : "'")
    return [name, { start: value.start, end: value.end, text: `${quote}ALL${quote}` }]
  }
  return undefined
}

const saidTwice = (hit: ParameterHit, newName: string) =>
  hit.group !== undefined &&
  (new RegExp(`\\b${newName}\\b`).test(textOf(hit.group.children)) ||
    (newName === 'expected_account_types' &&
      /channel_definition_id/.test(textOf(hit.group.children)) &&
      /multiple_channels/.test(textOf(hit.group.children))))

const onlyEdits = (statement: StatementFacts) =>
  statement.paths.length > 0 && statement.paths.every(({ endpoint }) => endpoint === 'edit_credentials')

/** `redirect_uri: 'https://…'`: the address is the value, not where the parameters go. */
const isValueAddress = (statement: StatementFacts, hit: ParameterHit) =>
  hit.group !== undefined && statement.paths.length === 0

function outsideWords(hit: ParameterHit, statement: StatementFacts): ReadonlySet<string> {
  const inside = hit.group
  const words = [...flat(statement.nodes)].filter(
    ({ kind, start }) => kind === 'word' && !(inside && inside.start <= start && start < inside.end),
  )
  return new Set(words.map(({ text }) => text))
}

const textOf = (nodes: Parameters<typeof flat>[0]) => [...flat(nodes)].map(({ text }) => text).join(' ')
