import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { Command, InvalidArgumentError } from 'commander'
import { type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { type RunningSandbox, startSandbox } from './sandbox/start-sandbox.ts'

/** All that it needs of what commands are given. */
type Told = Pick<CliDeps, 'print' | 'umask'>

interface SandboxOptions extends JsonOption {
  readonly port?: number
  readonly bankPort?: number
  readonly data?: string
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** `raccord sandbox`: a whole one, for whoever builds on Raccord; with a command, for as long as that takes. */
export function sandboxCommand(deps: Told): Command {
  return new Command('sandbox')
    .description(
      'run a sandbox with its test bank until it is stopped; with a command after “--”, until that ends, and as it ends',
    )
    .argument('[command...]', 'run with RACCORD_URL, RACCORD_CLIENT_ID, RACCORD_CLIENT_SECRET and RACCORD_TESTBANK_URL')
    .option('--port <port>', 'of the server; 0: any free one. Without it 4400, for a command any free one', port)
    .option(
      '--bank-port <port>',
      'of the test bank; 0: any free one. Without it 4401, for a command any free one',
      port,
    )
    .option('--data <folder>', 'keep what happens there; without it there is nothing before, and nothing left')
    .option(...jsonOption)
    .action(async (command: readonly string[], options: SandboxOptions) => {
      process.exitCode = await run(deps, command, options)
    })
}

async function run(deps: Told, command: readonly string[], options: SandboxOptions): Promise<number> {
  const alone = command.length === 0
  const told = new AbortController()
  let onSignal: (signal: NodeJS.Signals) => void = (signal) => told.abort(signal)
  // A command that never ran is none that went well.
  const unstarted = () => (alone ? 0 : codeOf(told.signal.reason))
  for (const signal of signals) process.on(signal, () => onSignal(signal))
  let sandbox: RunningSandbox
  try {
    sandbox = await startSandbox({
      ...{ port: options.port ?? (alone ? 4400 : 0), bankPort: options.bankPort ?? (alone ? 4401 : 0) },
      ...{ data: options.data, signal: told.signal },
      // The line that it is ready stands alone on standard output.
      ...(alone ? { onText: (text: string) => void process.stderr.write(text) } : {}),
    })
  } catch (error) {
    if (told.signal.aborted) return unstarted()
    throw error
  }
  try {
    if (told.signal.aborted) return unstarted()
    if (!alone) return await runCommand(deps, sandbox, command, (pass) => (onSignal = pass))
    deps.print(options.json ? JSON.stringify(inJson(sandbox)) : inWords(sandbox))
    const stopped = once(told.signal, 'abort').then(() => undefined)
    const why = await Promise.race([stopped, sandbox.broken])
    if (typeof why === 'string') throw new CliError(why)
    return 0
  } finally {
    await sandbox.stop()
  }
}

/** Runs it with the addresses in its environment. Answers its exit code; a signal counts as shells count it. */
async function runCommand(
  { umask = process.umask() }: Told,
  sandbox: RunningSandbox,
  [program = '', ...args]: readonly string[],
  onSignals: (pass: (signal: NodeJS.Signals) => void) => void,
): Promise<number> {
  const { url, bankUrl, clientId, clientSecret } = sandbox
  const given = { RACCORD_URL: url, RACCORD_CLIENT_ID: clientId, RACCORD_CLIENT_SECRET: clientSecret }
  const env = { ...process.env, ...given, RACCORD_TESTBANK_URL: bankUrl }
  // What it makes is its user's affair, with the modes of his shell.
  const own = process.umask(umask)
  // A program's name and arguments, not a shell's line, but for npm on Windows.
  const child = spawn(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  process.umask(own)
  // Ctrl-C at a terminal reaches the command by itself; twice is for many a program: at once, and nothing put away.
  onSignals((signal) => void ((signal === 'SIGINT' && isatty(0)) || child.kill(signal)))
  const ended = once(child, 'exit').catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${program} could not be started (${error.code ?? 'unknown reason'}).`)
  })
  const first = await Promise.race([ended, sandbox.broken])
  if (typeof first === 'string') {
    child.kill('SIGTERM')
    await ended
    throw new CliError(first)
  }
  const [code, signal] = first as [number | null, NodeJS.Signals | null]
  if (signal === null) return code ?? 1
  console.error(`raccord: ${program} was ended by ${signal}`)
  return codeOf(signal)
}

const codeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal]

const inWords = ({ url, bankUrl, clientId, clientSecret }: RunningSandbox): string =>
  `Sandbox ready: ${url}, client ${clientId} ${clientSecret}, test bank ${bankUrl}; demo ${url}/demo, reference ${url}/docs`

const inJson = ({ url, bankUrl, clientId, clientSecret }: RunningSandbox): object => ({
  ...{ url, client_id: clientId, client_secret: clientSecret, test_bank_url: bankUrl },
  ...{ demo_url: `${url}/demo`, reference_url: `${url}/docs` },
})

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It must be a number from 0 to 65535.')
  return Number(text)
}
