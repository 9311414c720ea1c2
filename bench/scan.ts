// Files per second of the migration doctor's scan, against a bare read of the same tree: every file the scan would open,
// read whole and searched for the same words. `node bench/scan.ts [files]`.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needles } from '../packages/migrate/src/scan/previous-names.ts'
import { scanFolder } from '../packages/migrate/src/scan/scan-folder.ts'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const ROUNDS = 7
const files = Number(process.argv[2] ?? 6_000)
const corpus = join(import.meta.dirname, '..', 'packages', 'migrate', 'corpus')
const ripgrep = process.env['RIPGREP'] ?? 'rg'
const tree = mkdtempSync(join(tmpdir(), 'raccord-scan-'))

/** A tree as they are: mostly code that has nothing to do with banks, now and then an integration from the corpus. */
function grow(): number {
  const body = readFileSync(
    join(import.meta.dirname, '..', 'packages', 'migrate', 'src', 'scan', 'ties.ts'),
    'utf8',
  ).replaceAll(new RegExp(needles.join('|'), 'g'), 'something')
  const extensions = ['ts', 'js', 'php', 'py', 'java', 'kt', 'swift', 'rb', 'go', 'cs', 'json', 'yaml', 'html', 'sh']
  for (let at = 0; at < files; at += 1) {
    const folder = join(tree, `module-${at % 97}`, `part-${at % 13}`)
    if (at < 97 * 13) mkdirSync(folder, { recursive: true })
    const length = 500 + ((at * 7919) % (body.length - 500))
    writeFileSync(
      join(folder, `file-${at}.${extensions[at % extensions.length]}`),
      `// ${at}\n${body.slice(0, length)}`,
    )
  }
  const samples = readdirSync(corpus)
  for (const name of samples)
    cpSync(join(corpus, name, 'before'), join(tree, 'integrations', name), { recursive: true })
  return samples.length
}

/** All paths, then read and search: nothing is understood. */
function bare(): number {
  const folders = [tree]
  let seen = 0
  let hits = 0
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        folders.push(path)
        continue
      }
      const bytes = readFileSync(path)
      if (needles.some((needle) => bytes.includes(needle))) hits += 1
      seen += 1
    }
  }
  if (hits === 0) throw new Error('the bare read found nothing')
  return seen
}

const rate = (work: () => number) => async () => {
  const started = performance.now()
  const seen = work()
  return (seen * 1000) / (performance.now() - started)
}

try {
  const samples = grow()
  const found = scanFolder(tree)
  const findings = found.files.flatMap((file) => file.findings).length
  console.log(`\n${found.seen} files, ${samples} of them small integrations: ${findings} findings.`)
  const scan = rate(() => scanFolder(tree).seen)
  compared('scan, bare is readFileSync and includes', await interleave(ROUNDS, scan, rate(bare)), 'files/s')
  if (spawnSync(ripgrep, ['--version']).status === 0) {
    const search = rate(() => {
      spawnSync(ripgrep, [
        '--files-with-matches',
        '--fixed-strings',
        ...needles.flatMap((needle) => ['-e', needle]),
        tree,
      ])
      return found.seen
    })
    compared('scan, bare is ripgrep', await interleave(ROUNDS, scan, search), 'files/s')
  } else console.log('ripgrep is not installed: left out.')
} finally {
  rmSync(tree, { recursive: true, force: true })
}
