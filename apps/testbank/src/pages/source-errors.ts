import type { FoundScenario } from '../bank/scenario-source.ts'
import type { Messages } from './messages/messages.ts'

/** Why a configuration file was not used, in the PSU's language; line and rule, never content. */
export function describeConfiguration(messages: Messages, found: Exclude<FoundScenario, { ok: true }>): string {
  switch (found.reason) {
    case 'no_such_login':
      return messages.login.wrong
    case 'word':
      return messages.unknownWord(found.word, found.known.join(', '))
    case 'fetch':
      return messages.fetch[found.problem]
    case 'file':
      return found.problems
        .slice(0, 3)
        .map(({ line, rule }) => messages.configurationFile(line, messages.rules[rule]))
        .join(' ')
  }
}
