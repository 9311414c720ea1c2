import { parseArgs } from 'node:util'
import { checkServer } from '../check/check-server.ts'
import type { CheckLine } from '../check/finding-line.ts'
import { baseOf } from '../check/server.ts'
import { plural } from '../report/plural.ts'
import { printable } from '../report/printable.ts'
import { secretOf } from './secret.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage.ts'

const marks = { ok: 'ok      ', missing: 'MISSING ', note: 'note    ' }

/** `check <base url>`. Answers with the exit code. */
export async function checkCommand(args: readonly string[], streams: Streams): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      client: text,
      'secret-env': text,
      'secret-stdin': { type: 'boolean' },
      'token-env': text,
      'auth-url': text,
      'embed-url': text,
      'redirect-url': text,
      'cancel-url': text,
      'callback-uri': text,
      json: { type: 'boolean' },
    },
  })
  const [base, ...more] = positionals
  if (base === undefined || more.length > 0) throw new UsageError('check takes one base url')
  if (values.client === undefined) throw new UsageError('--client is missing')
  const api = baseOf(base)
  const server = {
    api,
    auth: baseOf(values['auth-url'] ?? api),
    embed: baseOf(values['embed-url'] ?? api),
    clientId: values.client,
    secret: await secretOf(
      {
        name: values['secret-env'],
        fromStdin: values['secret-stdin'] ?? false,
        what: 'the client secret (--secret-env <NAME> or --secret-stdin)',
      },
      streams,
    ),
  }
  const tokenName = values['token-env']
  const lines = await checkServer(server, {
    redirectUrl: values['redirect-url'],
    cancelUrl: values['cancel-url'],
    callbackUri: values['callback-uri'],
    userToken: tokenName === undefined ? undefined : await secretOf({ name: tokenName, what: 'the token' }, streams),
  })
  streams.out(values.json ? JSON.stringify({ version: 1, lines }, null, 2) : lines.map(shown).join('\n'))
  const left = lines.filter(({ state }) => state === 'missing').length
  if (!values.json) streams.out(left === 0 ? '\nNothing is missing.' : `\n${plural(left, 'thing')} missing.`)
  return left === 0 ? 0 : 1
}

const shown = ({ id, state, what, next }: CheckLine): string =>
  `${marks[state]}${id}: ${printable(what)}${next === undefined ? '' : `\n        → ${printable(next)}`}`
