import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface RunningProcess {
  /** First address it printed as ready. */
  readonly url: string
  readonly pid: number
  /** Everything it wrote so far, both streams in order of arrival. */
  output(): string
  /** SIGTERM unless told otherwise; resolves to the exit code (`null` after a signal). */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const stopWithParent = fileURLToPath(new URL('../../scripts/stop-with-parent.mjs', import.meta.url))
/** Only a hang takes as long, on a slow and busy machine, too. */
const READY_MS = 180_000

/** Where programs, folders and compiled modules are, and another hour (CONTRIBUTING): nothing that a server is set up by. */
export function passedOn(): Record<string, string | undefined> {
  return Object.fromEntries(
    ['PATH', 'HOME', 'TZ', 'TMPDIR', 'NODE_COMPILE_CACHE', 'LD_PRELOAD', 'FAKETIME'].map((name) => [
      name,
      process.env[name],
    ]),
  )
}

/** Runs an entry file of this repository with this Node, and resolves once it has printed a line that matches `ready`. */
export async function startProcess(
  entry: string,
  env: Readonly<Record<string, string | undefined>>,
  ready: RegExp,
  args: readonly string[] = [],
): Promise<RunningProcess> {
  // The optimising compiler's 700 MB for one WASM function is not for a machine that also runs a browser (docs/adr/0004).
  // A test run that dies, however it does, leaves no servers behind.
  const child = spawn(
    process.execPath,
    ['--liftoff-only', '--import', pathToFileURL(stopWithParent).href, entry, ...args],
    {
      cwd: root,
      env: { ...passedOn(), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  let written = ''
  const take = (chunk: Buffer): void => {
    written += chunk.toString('utf8')
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  const url = await untilReady(child, exited, () => ready.exec(written)?.[1])
  if (url === undefined) {
    child.kill('SIGKILL')
    throw new Error(`${entry} did not get ready. It wrote:\n${written}`)
  }
  return {
    url,
    pid: child.pid ?? -1,
    output: () => written,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return exited
    },
  }
}

function untilReady(
  child: ChildProcess,
  exited: Promise<unknown>,
  find: () => string | undefined,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (url: string | undefined): void => {
      clearTimeout(timer)
      resolve(url)
    }
    const timer = setTimeout(() => end(undefined), READY_MS)
    const look = (): void => {
      const url = find()
      if (url !== undefined) end(url)
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    void exited.then(() => end(undefined))
  })
}
