import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Child {
  /** What it has printed so far. */
  lines: string[]
  /** Resolves when it has printed a line that matches. */
  saw(pattern: RegExp): Promise<string>
  kill(): Promise<void>
}

/** Starts `writer.ts` in a process of its own. */
export function startWriter(args: string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const waiting = new Set<(line: string | undefined) => void>()
  const reader = createInterface({ input: child.stdout })
  const closed = once(reader, 'close').then(() => {
    for (const told of waiting) told(undefined)
  })
  reader.on('line', (line) => {
    lines.push(line)
    for (const told of waiting) told(line)
  })
  return {
    lines,
    saw: (pattern) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      const told = (line: string | undefined): void => {
        if (line !== undefined && !pattern.test(line)) return
        waiting.delete(told)
        if (line === undefined) reject(new Error(`The writer ended before it printed ${pattern}`))
        else resolve(line)
      }
      const early = lines.find((line) => pattern.test(line))
      if (early !== undefined) return Promise.resolve(early)
      waiting.add(told)
      return promise
    },
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await closed
    },
  }
}
