import type { FoundScenario } from '../bank/scenario-source.ts'
import { FETCH_PROBLEMS } from '../fetch/problems.ts'
import { SCENARIO_RULES } from '../scenario/rules.ts'
import { TppError } from './tpp-errors.ts'

/** Where the configuration file's address travels, as the bank's documentation says. */
const PATH = { path: 'PSU-Corporate-ID' }

/** Why a PSU's file could not be used, for the TPP: line and rule, never content. */
export function describeSource(found: Exclude<FoundScenario, { ok: true }>): TppError {
  switch (found.reason) {
    case 'no_such_login':
      return new TppError('PSU_CREDENTIALS_INVALID', 'Login or password is wrong.')
    case 'word':
      return new TppError(
        'PSU_CREDENTIALS_INVALID',
        `The login has a word that this bank does not know. It knows: ${found.known.join(', ')}.`,
      )
    case 'fetch':
      return new TppError('FORMAT_ERROR', FETCH_PROBLEMS[found.problem], PATH)
    case 'file': {
      const lines = found.problems.slice(0, 4).map(({ line, rule }) => `line ${line}: ${SCENARIO_RULES[rule]}`)
      return new TppError('FORMAT_ERROR', `Configuration file: ${lines.join('; ')}.`.slice(0, 500), PATH)
    }
  }
}
