import { version } from '../version.ts'
import { checkCommand } from './check-command.ts'
import { scanCommand } from './scan-command.ts'
import type { Streams } from './streams.ts'
import { urlCommand } from './url-command.ts'
import { UsageError, usage } from './usage.ts'

/** Runs one command. Answers with the exit code: 0 nothing left, 1 something left, 2 wrong use or an error. */
export async function run(args: readonly string[], streams: Streams, fail: (text: string) => void): Promise<number> {
  const [command, ...rest] = args
  try {
    switch (command) {
      case 'url':
        return await urlCommand(rest, streams)
      case 'scan':
        return scanCommand(rest, streams)
      case 'check':
        return await checkCommand(rest, streams)
      case '--version':
        streams.out(version)
        return 0
      case '--help':
      case '-h':
        streams.out(usage)
        return 0
      default:
        throw new UsageError(
          command === undefined ? 'say what to do: url, scan or check' : `there is no command ${command}`,
        )
    }
  } catch (error) {
    fail(`raccord-migrate: ${sentence(error)}`)
    if (error instanceof UsageError) fail('raccord-migrate --help shows how it is used.')
    return 2
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // `fetch failed` alone tells nobody anything.
  return error.cause instanceof Error
    ? `${error.message} (${error.cause.message}). Is the address right, and does the server run?`
    : error.message
}
