import {
  readAccount,
  readCredentials,
  readCredentialsOwner,
  readDetail,
  readFact,
  readPending,
  readTransaction,
} from './account-records.ts'
import { numberRecord, readError, readRelativeTo, readRepeat } from './behaviour-records.ts'
import {
  challengeNumber,
  readApproval,
  readChallenge,
  readExpiredPassword,
  readMessage,
  readMethods,
  readPassword,
  readThen,
} from './challenge-records.ts'
import type { Draft, DraftAct, DraftChallenge, RecordReader } from './draft.ts'
import type { ScenarioProblem } from './rules.ts'
import type { Challenge, Scenario, SecondAct } from './scenario.ts'

const READERS: ReadonlyMap<string, RecordReader> = new Map([
  ['CREDENTIALS', readCredentials],
  ['CREDENTIALS_OWNER', readCredentialsOwner],
  ['ACCOUNT', readAccount],
  ['TRANSACTION', readTransaction],
  ['PENDING', readPending],
  ['DETAIL', readDetail],
  ['FACT', readFact],
  ['REPEAT', readRepeat],
  ['RELATIVE_TO', readRelativeTo],
  ['CHALLENGE', readChallenge],
  ['EXPIRED_PASSWORD', readExpiredPassword],
  ['SCA_METHODS', readMethods],
  ['MESSAGE', readMessage],
  ['EXPIRES', challengeNumber('expiresSeconds', 1, 3_600)],
  ['RESENDS', challengeNumber('resends', 0, 20)],
  ['APPROVAL', readApproval],
  ['THEN', readThen],
  ['PASSWORD', readPassword],
  ['ERROR', readError],
  ['LATENCY', numberRecord('LATENCY', 0, 10_000)],
  ['PAGE_SIZE', numberRecord('PAGE_SIZE', 1, 1_000)],
  ['CONSENT_DAYS', numberRecord('CONSENT_DAYS', 1, 3_650)],
  ['FREQUENCY', numberRecord('FREQUENCY', 1, 1_000)],
  ['CONSENTS_PER_PSU', numberRecord('CONSENTS_PER_PSU', 1, 100_000)],
])

const MAX_PROBLEMS = 20

export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] }

/**
 * Reads a test bank file: UTF-8 text, one record a line, fields split by `|`, blank lines and lines beginning with `#`
 * ignored (WIRE §9; own records in docs/guide/test-bank.md). Problems give line (from 1) and rule, never content.
 */
export function parseScenario(text: string): ParsedScenario {
  const draft: Draft = {
    accounts: [],
    entryCount: 0,
    repeatable: false,
    first: { challenges: [], faults: [] },
    methodsLine: 1,
    numbers: new Map(),
  }
  const problems: ScenarioProblem[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const rule = line.length > 4_000 ? 'line_length' : readLine(line, draft, index + 1)
    if (rule) problems.push({ line: index + 1, rule })
    if (problems.length >= MAX_PROBLEMS) break
  }
  if (!draft.credentials && problems.length === 0) problems.push({ line: lines.length, rule: 'credentials_missing' })
  if (draft.methods) problems.push({ line: draft.methodsLine, rule: 'methods' })
  if (problems.length > 0 || !draft.credentials) return { ok: false, problems }
  return { ok: true, scenario: finish(draft, draft.credentials) }
}

function readLine(line: string, draft: Draft, number: number): ScenarioProblem['rule'] | undefined {
  const [keyword = '', ...fields] = line.split('|')
  const reader = READERS.get(keyword)
  if (!reader) return 'unknown_record'
  if (keyword === 'SCA_METHODS') draft.methodsLine = number
  if (keyword !== 'REPEAT') draft.repeatable = false
  if (keyword !== 'REPEAT' && keyword !== 'DETAIL') draft.detailed = undefined
  const rule = reader(fields, draft)
  if (keyword === 'REPEAT') draft.repeatable = false
  if (keyword === 'DETAIL') draft.detailed = undefined
  return rule
}

function finish(draft: Draft, credentials: { login: string; password: string }): Scenario {
  return {
    ...credentials,
    expiredPassword: draft.first.expiredPassword,
    owner: draft.owner ?? '',
    accounts: draft.accounts.map(({ exponent: _, ...account }) => account),
    relativeTo: draft.relativeTo,
    challenges: draft.first.challenges.map(challengeOf),
    faults: draft.first.faults,
    later: secondAct(draft, credentials.password),
    latencyMs: draft.numbers.get('LATENCY') ?? 0,
    pageSize: draft.numbers.get('PAGE_SIZE') ?? 100,
    consentDays: draft.numbers.get('CONSENT_DAYS') ?? 180,
    frequency: draft.numbers.get('FREQUENCY') ?? 4,
    consentsPerPsu: draft.numbers.get('CONSENTS_PER_PSU') ?? 1,
  }
}

function challengeOf({ message, expiresSeconds, resends = 5, approval, ...challenge }: DraftChallenge): Challenge {
  return { ...challenge, message, expiresSeconds, resends, approval: approval ?? { decision: 'ask', seconds: 0 } }
}

/** Whatever the second act does not say anew goes on as before. */
function secondAct({ first, later }: Draft, password: string): SecondAct | undefined {
  if (!later) return undefined
  const spoken: DraftAct = later.challenges.length > 0 ? later : first
  return {
    after: later.after,
    consent: later.consent,
    password: later.password ?? password,
    expiredPassword: later.expiredPassword ?? (later.password === undefined ? first.expiredPassword : undefined),
    challenges: spoken.challenges.map(challengeOf),
    faults: [...first.faults, ...later.faults],
  }
}
