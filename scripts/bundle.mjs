// One file a program, types taken out: what `npm start` and the tests run. Half the start and two thirds of the memory of
// the thousand sources it is made of (docs/reference/performance.md). Stack traces name the sources: --enable-source-maps.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from './root.mjs'

/** What finds files of its own beside itself, or is asked for by a setting only, stays a package. */
const outside = [/^@electric-sql\//, /^@opentelemetry\//, 'pg-native']

/** A source that names files beside itself still finds them when it has become a part of `folder`; what the bundler makes up is in no place of its own. */
function placesOf(folder) {
  return {
    name: 'places',
    transform: {
      filter: {
        id: { include: /\.[cm]?[jt]s$/, exclude: [/node_modules/, /\0/] },
        code: /\bimport\.meta\.(url|dirname)\b/,
      },
      handler(code, id) {
        const place = (path) => JSON.stringify(relative(folder, path).replaceAll('\\', '/'))
        return code
          .replaceAll(/\bimport\.meta\.url\b/g, `new URL(${place(id)}, import.meta.url).href`)
          .replaceAll(/\bimport\.meta\.dirname\b/g, `import.meta.dirname + '/' + ${place(dirname(id))}`)
      },
    },
  }
}

/** Bundles `input` into `target`, for the place `folder`. Answers what was written. */
export async function bundleInto(target, input, { folder, sourcemap = true }) {
  const build = await rolldown({
    ...{ cwd: root, input, platform: 'node', external: outside, plugins: [placesOf(folder)] },
    // Places change within their line; an `eval` of a package is its own affair.
    onLog: (level, log, next) => ['SOURCEMAP_BROKEN', 'EVAL'].includes(log.code) || next(level, log),
  })
  const { output } = await build.write({
    ...{ dir: target, format: 'esm', sourcemap },
    ...{ entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
  })
  await build.close()
  return output
}

/** Parts of earlier bundles stay for so long: a program that runs may yet load one. */
const KEEP_MS = 3_600_000

/**
 * Bundles an app's `src/main.ts` into its `dist/main.mjs`. A program that is started meanwhile finds the earlier bundle, whole: parts carry a
 * hash in their names, and the entry takes the place of the earlier one at last, in one step.
 */
export async function bundle(app) {
  const folder = join(root, 'apps', app, 'dist')
  const beside = `${folder}.${process.pid}`
  const output = await bundleInto(beside, { main: join(root, 'apps', app, 'src', 'main.ts') }, { folder })
  mkdirSync(folder, { recursive: true })
  const made = new Set(output.map(({ fileName }) => fileName))
  const entryLast = [...made].sort((one, other) => Number(one === 'main.mjs') - Number(other === 'main.mjs'))
  for (const name of entryLast) renameSync(join(beside, name), join(folder, name))
  rmSync(beside, { recursive: true })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (!made.has(name) && Date.now() - statSync(path).mtimeMs > KEEP_MS) rmSync(path, { recursive: true })
  }
}

if (process.argv[1] === import.meta.filename) for (const app of process.argv.slice(2)) await bundle(app)
