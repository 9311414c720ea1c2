import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'

/** JavaScript and declarations of `entry` and all it imports, into `out`: what Node 20, Bun, Deno and bundlers read. */
export function compile(source, entry, out) {
  // Not beside the sources: what is built from them would be older than their folder.
  mkdirSync(join(root, '.cache'), { recursive: true })
  const settings = mkdtempSync(join(root, '.cache', 'compile-package-'))
  const project = join(settings, 'tsconfig.json')
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
    ...{ noEmit: false, declaration: true, rewriteRelativeImportExtensions: true },
    ...{ rootDir: join(root, source, 'src'), outDir: out },
  }
  const files = [join(root, source, 'src', entry)]
  const text = JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, files, include: [] })
  writeFileSync(project, text)
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${source} does not compile:\n${stdout}${stderr}`)
  } finally {
    rmSync(settings, { recursive: true, force: true })
  }
  // The compiler rewrites imports of JavaScript only.
  rewrite(out, /\.d\.ts$/, (text) =>
    text.replaceAll(/(from '|import\('|from "|import\(")(\.[^'"]*)\.ts(['"])/g, '$1$2.js$3'),
  )
}

export function rewrite(folder, names, change) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !names.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
}
