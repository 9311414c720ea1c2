import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from '../cli-deps.ts'
import { type StartedProgram, startProgram } from './start-program.ts'

const tree = fileURLToPath(new URL('../../../../../', import.meta.url))
const serverEntry = join(tree, 'apps', 'server', 'dist', 'main.mjs')
const bankEntry = join(tree, 'apps', 'testbank', 'dist', 'main.mjs')
/** Of processes that hold the embedded database (docs/adr/0004). */
const lean = ['--v8-pool-size=1', '--max-semi-space-size=2', '--liftoff-only', '--no-maglev']

export interface SandboxParts {
  /** 0: any that is free. */
  readonly port: number
  readonly bankPort: number
  /** Kept; without one there is nothing before, and nothing left. */
  readonly data?: string | undefined
  /** What the server writes once it is ready. */
  readonly onText?: (text: string) => void
  readonly signal: AbortSignal
}

export interface RunningSandbox {
  readonly url: string
  readonly bankUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** Resolves with a sentence when a program ends that nobody stopped. */
  readonly broken: Promise<string>
  stop(): Promise<void>
}

/** Server and test bank, each in a process of its own, on loopback. @throws CliError */
export async function startSandbox(parts: SandboxParts): Promise<RunningSandbox> {
  for (const entry of [serverEntry, bankEntry])
    if (!existsSync(entry)) throw new CliError(`${entry} is not built: node scripts/setup.mjs start`)
  const data = parts.data === undefined ? await mkdtemp(join(tmpdir(), 'raccord-sandbox-')) : resolve(parts.data)
  await mkdir(data, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`${data} can not be made (${error.code ?? 'unknown reason'}).`)
  })
  const running: StartedProgram[] = []
  const stop = async (): Promise<void> => {
    // The server first: it may have something to say to the bank.
    for (const program of running.toReversed()) await program.stop()
    if (parts.data === undefined) await rm(data, { recursive: true, force: true })
  }
  try {
    const always = { cwd: data, signal: parts.signal }
    const bank = await startProgram({
      ...{ ...always, name: 'The test bank', entry: bankEntry, flags: ['--max-semi-space-size=2'] },
      env: {
        ...neutral(),
        RACCORD_TESTBANK_PORT: String(parts.bankPort),
        RACCORD_TESTBANK_DATA: join(data, 'testbank'),
        // Its clock follows the server's (`POST /v2.1/sandbox/clock`).
        RACCORD_TESTBANK_CONTROL: '1',
      },
      ready: /^Raccord Test Bank ready: (\S+)\n/m,
    })
    running.push(bank)
    const [clientId, clientSecret] = ['sandbox', 'sandbox-secret']
    const server = await startProgram({
      ...{ ...always, name: 'Raccord', entry: serverEntry, flags: lean, onText: parts.onText },
      env: {
        ...neutral(),
        ...{ RACCORD_ENV: 'sandbox', RACCORD_HOST: '127.0.0.1', RACCORD_PORT: String(parts.port), RACCORD_DATA: data },
        ...{ RACCORD_TESTBANK_URL: bank.url, RACCORD_SANDBOX_CLIENT_ID: clientId },
        RACCORD_SANDBOX_CLIENT_SECRET: clientSecret,
      },
      ready: /^Raccord ready: (\S+)\n/m,
    })
    running.push(server)
    const brokenBy = (program: StartedProgram, name: string) =>
      program.ended.then(() => `${name} ended. It wrote last:\n${program.written().trimEnd()}`)
    return {
      ...{ url: server.url, bankUrl: bank.url, clientId, clientSecret, stop },
      broken: Promise.race([brokenBy(bank, 'The test bank'), brokenBy(server, 'Raccord')]),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What the settings of this shell say is about another Raccord than this one. */
function neutral(): NodeJS.ProcessEnv {
  const ours = (name: string) => name.startsWith('RACCORD_') || name.startsWith('DATABASE_URL')
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours(name)))
}
