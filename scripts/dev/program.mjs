import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Longer than the 10 s in which a process promises to end after SIGTERM. */
const KILL_AFTER_MS = 12_000

/**
 * A process that is started again and again. `restart()` ends the one that runs and starts another; asked again meanwhile, once more
 * after that, not once a question. `url()` waits for a process that is ready and answers the address it printed; `undefined` where it ended instead.
 */
export function createProgram({ command, args, env, ready, write = (text) => process.stdout.write(text) }) {
  let child
  let address = Promise.resolve(undefined)
  let last = Promise.resolve()
  let waiting

  function begin() {
    const started = spawn(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    })
    child = started
    let written = ''
    address = new Promise((resolve) => {
      const take = (chunk) => {
        write(chunk)
        if (written === undefined) return
        written += chunk
        const url = ready.exec(written)?.[1]
        if (url === undefined) return
        written = undefined
        resolve(url)
      }
      for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', take)
      for (const end of ['exit', 'error']) started.once(end, () => resolve(undefined))
    })
    return address
  }

  async function end() {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = once(ending, 'exit')
    ending.kill('SIGTERM')
    const timer = setTimeout(() => ending.kill('SIGKILL'), KILL_AFTER_MS)
    await gone
    clearTimeout(timer)
  }

  /** Resolves when the newest process is ready, or has failed. */
  function restart() {
    waiting ??= last.then(async () => {
      waiting = undefined
      await end()
      return begin()
    })
    last = waiting.catch(() => undefined)
    return waiting
  }

  return {
    restart,
    async url() {
      await last
      return address
    },
    async stop() {
      await last
      await end()
    },
  }
}
