import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { madeUpBanks } from '../support/banks-file.ts'
import type { Site } from './static-server.ts'

const root = fileURLToPath(new URL('../react-list/', import.meta.url))
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' }

/** The React and MUI page, built as for production. Its packages are installed here, by the first who compares. */
export async function reactPage(banks: number): Promise<{ readonly site: Site; readonly start: string }> {
  if (!existsSync(`${root}node_modules/react`)) {
    console.log('Installing what the page to compare with is made of, once …')
    const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
    if (status !== 0) throw new Error('npm ci failed in bench/react-list')
  }
  const result = (await build({
    root,
    configFile: false,
    // Its libraries' own directives for servers fill pages.
    logLevel: 'error',
    // Not the preact of our own tsconfig.json.
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    build: { write: false, target: 'es2022', modulePreload: { polyfill: false } },
  })) as Rolldown.RolldownOutput
  const { output } = result
  const site = new Map<string, { type: string; body: Buffer }>()
  for (const file of output) {
    const source = file.type === 'chunk' ? file.code : file.source
    const type = types[file.fileName.split('.').at(-1) as keyof typeof types]
    site.set(file.fileName === 'index.html' ? '/' : `/${file.fileName}`, { type, body: Buffer.from(source) })
  }
  const body = Buffer.from(JSON.stringify(madeUpBanks(banks)))
  return { site: site.set('/banks.json', { type: 'application/json', body }), start: '/' }
}
