import { isUtf8 } from 'node:buffer'
import { type ChildProcess, spawn } from 'node:child_process'

export interface ProgramCall {
  /** Absolute. It is started as it is: no shell, no arguments. */
  readonly program: string
  /** Where it runs, and its home: nothing of ours lies there. */
  readonly folder: string
  /** One line for its standard input, secrets and all; not in arguments or environment, which others can read. */
  readonly line: string
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly maxLines: number
  readonly signal?: AbortSignal
}

export type ProgramAnswer =
  | { readonly kind: 'answered'; readonly text: string }
  /** `detail` is ours: nothing that the program wrote. */
  | {
      readonly kind: 'fault'
      readonly fault: 'timeout' | 'too_large' | 'unreadable' | 'identity' | 'unreachable'
      readonly detail: string
    }

/**
 * Runs a program for one answer. It has a session of its own, and whatever it started goes with it: when its time is up, when it says
 * too much, when it ends. Its standard input stays open as long as somebody waits, so that it can notice when nobody does any more.
 * What it writes to standard error is not read.
 */
export function runProgram(call: ProgramCall): Promise<ProgramAnswer> {
  if (call.signal?.aborted) return Promise.resolve(stopped)
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    let bytes = 0
    let lines = 0
    let child: ChildProcess
    const end = (answer: ProgramAnswer) => {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', stop)
      endGroup(child)
      child?.stdout?.destroy()
      child?.stdin?.destroy()
      resolve(answer)
    }
    const fault = (kind: Extract<ProgramAnswer, { kind: 'fault' }>['fault'], detail: string) =>
      end({ kind: 'fault', fault: kind, detail })
    const stop = () => end(stopped)
    const timer = setTimeout(() => fault('timeout', 'the program took too long and was ended'), call.timeoutMs)
    try {
      child = spawn(call.program, [], {
        cwd: call.folder,
        env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: call.folder, LANG: 'C.UTF-8' },
        shell: false,
        // A group of its own, to be ended as one.
        detached: true,
        windowsHide: true,
        stdio: ['pipe', 'pipe', 'ignore'],
      })
    } catch (error) {
      clearTimeout(timer)
      resolve({ kind: 'fault', fault: 'identity', detail: notStarted(error) })
      return
    }
    call.signal?.addEventListener('abort', stop)
    child.once('error', (error) => fault('identity', notStarted(error)))
    child.stdout?.on('data', (piece: Buffer) => {
      bytes += piece.length
      for (const byte of piece) if (byte === 0x0a) lines += 1
      pieces.push(piece)
      if (bytes > call.maxBytes || lines > call.maxLines) fault('too_large', 'the program said more than any bank does')
    })
    // What it left running holds its standard output open.
    child.once('exit', () => endGroup(child))
    child.once('close', (code, signal) => {
      if (code === 126 || code === 127) return fault('identity', `the program can not be started (code ${code})`)
      if (code !== 0) return fault('unreadable', `the program ended with ${signal ?? `code ${code}`}`)
      const text = Buffer.concat(pieces)
      if (!isUtf8(text)) return fault('unreadable', 'the program wrote what is no text')
      end({ kind: 'answered', text: text.toString('utf8') })
    })
    // It may end without having read: its answer says why.
    child.stdin?.on('error', () => {})
    child.stdin?.write(`${call.line}\n`)
  })
}

const stopped = {
  kind: 'fault',
  fault: 'unreachable',
  detail: 'the program was stopped, since this process ends',
} as const

function endGroup(child: ChildProcess | undefined): void {
  if (child?.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody of it is left, or this system knows no groups.
    child.kill('SIGKILL')
  }
}

function notStarted(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  return `the program can not be started (${/^[A-Z]{2,20}$/.test(code) ? code : 'unknown reason'})`
}
