import { spawn } from 'node:child_process'

/** Longer than the 10 s in which a process promises to end after SIGTERM. */
const killAfterMs = 12_000

/**
 * Runs several processes as one: when one ends, the others are stopped and its exit code is the code of all.
 *
 * `start({name, command, args, env, onLine})` adds a process; `stop(code)` ends them all; `ended` resolves with the exit code.
 */
export function createSupervisor() {
  const running = new Set()
  let exitCode
  let settle
  const ended = new Promise((resolve) => {
    settle = resolve
  })

  function stop(code) {
    if (exitCode !== undefined) return
    exitCode = code
    for (const child of running) terminate(child)
    if (running.size === 0) settle(exitCode)
  }

  function start({ name, command, args, env, onLine }) {
    const child = spawn(command, args, {
      env,
      // The fourth is the channel whose closing tells a child that we are gone (stop-with-parent.mjs).
      stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit', 'ipc'],
      // A group of its own: Ctrl-C reaches us alone, and each child then hears one SIGTERM, not two signals.
      detached: process.platform !== 'win32',
    })
    running.add(child)
    if (onLine) passOn(child.stdout, onLine)
    child.once('error', (error) => {
      console.error(`${name} could not be started: ${error.message}`)
      running.delete(child)
      stop(1)
    })
    child.once('exit', (code, signal) => {
      running.delete(child)
      if (exitCode === undefined) console.error(`${name} ended (${signal ?? `exit code ${code}`}); stopping the rest.`)
      stop(code ?? 1)
      if (running.size === 0) settle(exitCode)
    })
  }

  return { start, stop, ended }
}

function terminate(child) {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref()
}

/** Copies a stream to our stdout unchanged, and tells `onLine` each complete line. */
function passOn(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk) => {
    process.stdout.write(chunk)
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) onLine(line)
  })
}
