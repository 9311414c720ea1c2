import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { findProgram } from './find-program.ts'

export const xvfb = findProgram('RACCORD_XVFB', ['Xvfb'])

/** A screen for windows that nobody looks at. It chooses its number itself and ends with this process, however that ends. */
export async function startDisplay(): Promise<{ readonly name: string; stop(): Promise<void> }> {
  const screen = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const child = spawn('setpriv', ['--pdeathsig=TERM', xvfb ?? '', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  const number = await Promise.race([
    once(child.stdio[3] as Readable, 'data').then(([data]) => String(data).trim()),
    exited.then(() => undefined),
  ])
  if (number === undefined) throw new Error('Xvfb did not start')
  return {
    name: `:${number}`,
    async stop() {
      child.kill()
      await exited
    },
  }
}
