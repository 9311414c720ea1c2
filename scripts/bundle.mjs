// One file a program, types taken out: what `npm start` and the tests run. Half the start and two thirds of the memory of
// the thousand sources it is made of (docs/reference/performance.md). Stack traces name the sources: --enable-source-maps.
import { rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { rolldown } from 'rolldown'
import { root } from './root.mjs'

/** What finds files of its own beside itself, or is asked for by a setting only, stays a package. */
const outside = [/^@electric-sql\//, /^@opentelemetry\//, 'pg-native']

/** A source that names files beside itself still finds them when it has become a part of `folder`. */
function placesOf(folder) {
  return {
    name: 'places',
    transform: {
      filter: { id: { include: /\.[cm]?[jt]s$/, exclude: /node_modules/ }, code: /\bimport\.meta\.(url|dirname)\b/ },
      handler(code, id) {
        const place = (path) => JSON.stringify(relative(folder, path).replaceAll('\\', '/'))
        return code
          .replaceAll(/\bimport\.meta\.url\b/g, `new URL(${place(id)}, import.meta.url).href`)
          .replaceAll(/\bimport\.meta\.dirname\b/g, `import.meta.dirname + '/' + ${place(dirname(id))}`)
      },
    },
  }
}

/** Bundles an app's `src/main.ts` into its `dist/main.mjs`. */
export async function bundle(app) {
  const folder = join(root, 'apps', app, 'dist')
  const build = await rolldown({
    cwd: root,
    input: { main: join(root, 'apps', app, 'src', 'main.ts') },
    platform: 'node',
    external: outside,
    plugins: [placesOf(folder)],
    // Places change within their line; an `eval` of a package is its own affair.
    onLog: (level, log, next) => ['SOURCEMAP_BROKEN', 'EVAL'].includes(log.code) || next(level, log),
  })
  rmSync(folder, { recursive: true, force: true })
  await build.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  })
  await build.close()
}

if (process.argv[1] === import.meta.filename) for (const app of process.argv.slice(2)) await bundle(app)
