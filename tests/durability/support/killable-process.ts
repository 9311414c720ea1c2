import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { passedOn } from '../../support/child-process.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const READY_MS = 180_000

/** A process that is started again and again at the same address, and ends in every way a process can. */
export class KillableProcess {
  readonly #entry: string
  readonly #env: Readonly<Record<string, string | undefined>>
  readonly #ready: RegExp
  #child: ChildProcess | undefined
  #exited: Promise<number | null> = Promise.resolve(null)
  #output = ''
  readonly #killOnExit = (): void => void this.#child?.kill('SIGKILL')

  constructor(entry: string, env: Readonly<Record<string, string | undefined>>, ready: RegExp) {
    this.#entry = entry
    this.#env = env
    this.#ready = ready
    // A test run that dies must not leave servers behind.
    process.once('exit', this.#killOnExit)
  }

  get running(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  /** Everything that all its lives wrote. */
  get output(): string {
    return this.#output
  }

  /** Starts it and does not wait for anything. */
  spawn(): void {
    // Without `--liftoff-only` the optimising compiler takes 700 MB for one WASM function (docs/adr/0004).
    const child = spawn(process.execPath, ['--liftoff-only', this.#entry], {
      cwd: root,
      env: { ...passedOn(), ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const take = (chunk: Buffer): void => {
      this.#output += chunk.toString('utf8')
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    this.#child = child
    this.#exited = once(child, 'exit').then(([code]) => code as number | null)
  }

  /** @throws when it ends, or takes too long, before it is ready */
  async start(): Promise<void> {
    const from = this.#output.length
    this.spawn()
    let ended = false
    void this.#exited.then(() => {
      ended = true
    })
    const giveUp = Date.now() + READY_MS
    while (!this.#ready.test(this.#output.slice(from))) {
      if (ended || Date.now() > giveUp)
        throw new Error(`not ready, it wrote: ${this.#output.slice(from).slice(-2_000)}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  /** SIGKILL; resolves once it is gone. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#exited
  }

  /** Resolves to the exit code. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child?.kill(signal)
    return this.#exited
  }

  /** Ends it for good. */
  async dispose(): Promise<void> {
    await this.kill()
    process.removeListener('exit', this.#killOnExit)
  }
}
