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
/** A mutant that runs for so long is in a loop: noticed. */
const longestMs = 60_000

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
  const child = warm(path, tests)
  if (!(await child.run({ source })).passed) throw new Error('the tests fail without any fault')
  let killed = 0
  for (const { line, was, becomes, source: mutant } of mutants) {
    const { passed } = await child.run({ source: mutant })
    if (passed) console.log(`  survived ${shown}:${line}  ${flat(was)}  →  ${flat(becomes)}`)
    else killed++
  }
  child.end()
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

/** A process with vitest in it, started anew where a mutant hung it. */
function warm(path, tests) {
  const start = () => fork(runner, [JSON.stringify({ path, tests })], { cwd: root, silent: false })
  let child = start()
  let ready = once(child, longestMs)
  return {
    async run(mutant) {
      await ready
      child.send(mutant)
      const answer = await once(child, longestMs)
      if (answer !== undefined) return answer
      child.kill('SIGKILL')
      child = start()
      ready = once(child, longestMs)
      return { passed: false }
    },
    end: () => child.kill(),
  }
}

/** The next message, or nothing when it does not come. */
function once(child, ms) {
  return new Promise((done) => {
    const clock = setTimeout(() => settle(undefined), ms)
    const settle = (message) => {
      clearTimeout(clock)
      child.off('message', settle)
      child.off('exit', left)
      done(message)
    }
    const left = () => settle(undefined)
    child.on('message', settle)
    child.on('exit', left)
  })
}
