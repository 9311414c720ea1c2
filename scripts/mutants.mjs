// `npm run mutants -- <file…> [--tests <file,…>] [--most 300] [--least 90]`: plants simple faults in pure files, one at a time, and
// tells which of them the tests beside the file do not notice. Not part of `npm test`.
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { makeMutants } from './mutants/make-mutants.mjs'
import { testsBeside } from './mutants/tests-beside.mjs'
import { root } from './root.mjs'

const runner = join(dirname(fileURLToPath(import.meta.url)), 'mutant-runner.mjs')
/** Where nothing is heard for so long a mutant is in a loop: noticed. */
const silentMs = 30_000
/** Mutants that are run together. */
const together = 40

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string' }, most: { type: 'string' }, least: { type: 'string' } },
})
if (positionals.length === 0) {
  console.error('npm run mutants -- <file…> [--tests <file,…>] [--most 300] [--least 90]')
  process.exit(2)
}

let total = { killed: 0, all: 0 }
for (const given of positionals) {
  const { killed, all } = await judge(resolve(given))
  total = { killed: total.killed + killed, all: total.all + all }
}
const score = total.all === 0 ? 100 : (100 * total.killed) / total.all
console.log(`\n${total.killed} of ${total.all} killed, ${score.toFixed(0)} %`)
process.exit(score < Number(values.least ?? 0) ? 1 : 0)

async function judge(path) {
  const shown = relative(root, path)
  const tests = values.tests?.split(',').map((one) => resolve(one)) ?? testsBeside(path)
  if (tests.length === 0) throw new Error(`${shown} has no test beside it: name some with --tests`)
  const source = readFileSync(path, 'utf8')
  const mutants = someOf(makeMutants(path, source), Number(values.most ?? 300))
  console.log(`\n${shown}: ${mutants.length} mutants, by ${tests.map((one) => relative(root, one)).join(', ')}`)
  const unnoticed = await survivors(path, tests, [source, ...mutants.map((one) => one.source)])
  if (!unnoticed.has(0)) throw new Error('the tests fail without any fault')
  for (const [at, { line, was, becomes }] of mutants.entries()) {
    if (unnoticed.has(at + 1)) console.log(`  survived ${shown}:${line}  ${flat(was)}  →  ${flat(becomes)}`)
  }
  const killed = mutants.length + 1 - unnoticed.size
  console.log(`  killed ${killed} of ${mutants.length}`)
  return { killed, all: mutants.length }
}

/** Evenly spread over the file, where there are more. */
function someOf(all, most) {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)])
}

function flat(text) {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 70 ? `${line.slice(0, 69)}…` : line
}

/** Places of those that the tests pass with. */
async function survivors(path, tests, sources) {
  const passed = new Set()
  const left = sources.map((source, at) => [String(at), source])
  let child
  // The first alone: it shows what lies between the tests and the file.
  let most = 1
  while (left.length > 0) {
    child ??= await start(path, tests)
    const part = left.splice(0, most)
    const { answers, hung } = await run(child, part)
    for (const [n, ok] of answers) if (ok) passed.add(Number(n))
    most = together
    if (!hung) continue
    child.kill('SIGKILL')
    child = undefined
    const rest = part.filter(([n]) => !answers.has(n))
    // The first of them hangs, as it seems; alone it is noticed, with others it is tried alone.
    if (part.length > 1) {
      left.unshift(...rest)
      most = 1
    }
  }
  child?.kill()
  return passed
}

async function start(path, tests) {
  const child = fork(runner, [JSON.stringify({ path, tests })], { cwd: root })
  await run(child)
  return child
}

/** What the child said of each; `hung`: it fell silent, or died. */
function run(child, mutants) {
  const answers = new Map()
  return new Promise((done) => {
    let clock
    const settle = (hung) => {
      clearTimeout(clock)
      child.off('message', hear)
      child.off('exit', left)
      done({ answers, hung })
    }
    const listen = () => {
      clearTimeout(clock)
      clock = setTimeout(() => settle(true), silentMs)
    }
    const left = () => settle(true)
    const hear = ({ n, passed, ended }) => {
      if (ended) return settle(false)
      answers.set(n, passed)
      listen()
    }
    child.on('message', hear)
    child.on('exit', left)
    if (mutants) child.send({ mutants })
    listen()
  })
}
