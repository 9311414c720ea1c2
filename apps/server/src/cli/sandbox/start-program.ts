import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { CliError } from '../cli-deps.ts'

/** A program promises to end within 10 s. */
const KILL_MS = 12_000
/** Of what it writes, for the sentence that says why it ended. */
const KEPT_CHARACTERS = 4_000
/** When we vanish without a word, the channel closes, and it ends as when it is told to. */
const endsWithUs =
  'data:text/javascript,process.once("disconnect",()=>{process.kill(process.pid,"SIGTERM");setTimeout(()=>process.exit(1),10000).unref()});process.channel?.unref()'

export interface StartedProgram {
  /** First address that it printed as ready. */
  readonly url: string
  /** Resolves when it ended, whoever ended it. */
  readonly ended: Promise<unknown>
  /** The end of what it wrote. */
  written(): string
  /** SIGTERM, and SIGKILL for one that does not hear it. */
  stop(): Promise<void>
}

export interface ProgramParts {
  readonly name: string
  readonly entry: string
  readonly flags: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly ready: RegExp
  /** Each piece that it writes from the moment on when it is ready. */
  readonly onText?: ((text: string) => void) | undefined
  /** Aborted: it is not waited for any longer. */
  readonly signal: AbortSignal
}

/** Runs one of our programs in a process of its own until it is ready. @throws CliError with what it wrote, where it ends instead */
export async function startProgram(parts: ProgramParts): Promise<StartedProgram> {
  const { name, entry, flags, env, cwd, ready, onText, signal } = parts
  const child = spawn(process.execPath, [...flags, '--import', endsWithUs, entry], {
    ...{ cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    // A group of its own: Ctrl-C reaches us alone, and it hears one signal, not two.
    detached: process.platform !== 'win32',
  })
  const ended = once(child, 'exit').catch(() => undefined)
  let written = ''
  let url: string | undefined
  const stop = async (): Promise<void> => {
    const late = setTimeout(() => child.kill('SIGKILL'), KILL_MS)
    child.kill('SIGTERM')
    await ended
    clearTimeout(late)
  }
  await new Promise<void>((resolve) => {
    const take = (chunk: string): void => {
      written = (written + chunk).slice(-KEPT_CHARACTERS)
      if (url !== undefined) {
        onText?.(chunk)
        return
      }
      url = ready.exec(written)?.[1]
      if (url === undefined) return
      onText?.(written.slice(written.indexOf('\n', written.indexOf(url)) + 1))
      resolve()
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', take)
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
    void ended.then(() => resolve())
  })
  if (url === undefined) {
    await stop()
    throw new CliError(`${name} did not start.${written === '' ? '' : ` It wrote:\n${written.trimEnd()}`}`)
  }
  return { url, ended, written: () => written, stop }
}
