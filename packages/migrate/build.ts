// Writes dist/, which is what is published: JavaScript that any Node from 20 on runs, with a package.json of its own. The
// workspace itself is run from its sources.
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'

const root = import.meta.dirname
const dist = process.argv[2] ?? join(root, 'dist')
const oldestNode = '20'
const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]))

await rm(dist, { recursive: true, force: true })
await mkdir(dist, { recursive: true })

for (const [entry, fileName] of [
  ['src/cli/main.ts', 'cli.mjs'],
  ['src/index.ts', 'index.mjs'],
] as const) {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    // Nothing but Node's own modules stays outside: an installed doctor brings no dependency.
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: dist,
      emptyOutDir: false,
      target: `node${oldestNode}`,
      minify: false,
      rolldownOptions: {
        input: join(root, entry),
        external: (id) => builtin.has(id),
        output: { format: 'es', entryFileNames: fileName, codeSplitting: false },
      },
    },
  })
}

const { name, version, description, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  name: string
  version: string
  description: string
  license: string
}
const manifest = {
  name,
  version,
  description,
  license,
  type: 'module',
  bin: { 'raccord-migrate': 'cli.mjs' },
  exports: { '.': { types: './index.d.mts', default: './index.mjs' } },
  files: ['*.mjs', '*.d.mts', 'README.md', 'LICENSE*'],
  engines: { node: `>=${oldestNode}` },
}
await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
await writeFile(join(dist, 'index.d.mts'), await types())
await copyFile(join(root, 'README.md'), join(dist, 'README.md'))
await copyFile(join(root, '..', '..', 'LICENSE'), join(dist, 'LICENSE'))
// A part of both programs, and its licence asks for that.
await copyFile(join(root, '..', '..', 'node_modules', 'ignore', 'LICENSE-MIT'), join(dist, 'LICENSE-ignore'))
await chmod(join(dist, 'cli.mjs'), 0o755)

/** The shapes of `url/translation.ts`, with names of rules and pages as plain strings: the contract is not published. */
async function types(): Promise<string> {
  const shapes = (await readFile(join(root, 'src', 'url', 'translation.ts'), 'utf8'))
    .replace(/^import .*\n/m, '')
    .replaceAll('MigrationRuleId', 'string')
    .replace('Record<Endpoint, string>', 'Record<string, string>')
  return `${shapes}
export interface ListedProvider {
  readonly id: string | number
  readonly channel_definitions: readonly { readonly mode: ChannelMode }[]
}
export declare function channelModesOf(providers: readonly ListedProvider[]): ChannelModes
export declare function translateUrl(input: string, context?: TranslateContext): Translation
`
}
