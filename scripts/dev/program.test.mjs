import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createProgram } from './program.mjs'

let folder
let program
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-dev-'))
})
afterEach(async () => {
  await program?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function programOf(source) {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, source)
  let written = ''
  program = createProgram({
    command: process.execPath,
    args: [file],
    env: process.env,
    ready: /ready: (\S+)/,
    write: (text) => {
      written += text
    },
  })
  return { file, output: () => written }
}

const serving = (name) => `console.log('ready: http://${name}'); setInterval(() => {}, 1000)`

test('is ready at the address that it prints, and at another one after a change', async () => {
  const { file } = programOf(serving('first'))
  expect(await program.restart()).toBe('http://first')
  writeFileSync(file, serving('second'))
  const again = program.restart()
  // Who asks during a restart is answered by the new one.
  expect(await program.url()).toBe('http://second')
  expect(await again).toBe('http://second')
})

test('one that does not start answers nothing, and is started again', async () => {
  const { file, output } = programOf("console.error('a fault in it'); process.exit(3)")
  expect(await program.restart()).toBeUndefined()
  expect(await program.url()).toBeUndefined()
  expect(output()).toContain('a fault in it')
  writeFileSync(file, serving('mended'))
  expect(await program.restart()).toBe('http://mended')
})

test('asked three times at once, it is started once', async () => {
  const { output } = programOf(serving('one'))
  await Promise.all([program.restart(), program.restart(), program.restart()])
  expect(output().match(/ready:/g)).toHaveLength(1)
})
