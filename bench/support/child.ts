import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const READY_MS = 60_000

// Ended from outside, the handlers of `exit` still run, and no server stays behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

export interface Child {
  readonly url: string
  readonly pid: number
  /** Asks the process something over its channel; it answers one message a question. */
  ask<T>(question: string): Promise<T>
  stop(): Promise<void>
}

export interface ChildOptions {
  /** For Node, before the entry. */
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly ready: RegExp
}

/** An entry file of this repository in a process of its own, up when it prints a line that matches `ready`. */
export async function startChild(entry: string, { flags = [], env = {}, ready }: ChildOptions): Promise<Child> {
  const child = spawn(process.execPath, [...flags, entry], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const exited = once(child, 'exit').finally(() => process.removeListener('exit', kill))
  const url = await firstMatch(child, ready)
  if (url === undefined) {
    kill()
    throw new Error(`${entry} did not get ready`)
  }
  return {
    url,
    pid: child.pid ?? -1,
    async ask<T>(question: string): Promise<T> {
      child.send(question)
      const [answer] = await once(child, 'message')
      return answer as T
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function firstMatch(child: ChildProcess, ready: RegExp): Promise<string | undefined> {
  return new Promise((resolve) => {
    let written = ''
    const timer = setTimeout(() => resolve(undefined), READY_MS)
    const end = (url: string | undefined): void => {
      clearTimeout(timer)
      resolve(url)
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      if (written.length < 100_000) written += chunk.toString('utf8')
      const url = ready.exec(written)?.[1]
      if (url !== undefined) end(url)
    })
    child.once('exit', () => end(undefined))
  })
}
