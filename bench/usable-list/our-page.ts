import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiClient } from '../../tests/support/api-client.ts'
import { banksFile } from '../support/banks-file.ts'
import { startChild } from '../support/child.ts'
import { serverFlags } from '../support/server-flags.ts'
import type { Site } from './static-server.ts'

/** The bank list as a real server answers it, with all that it asks for; `start` is the path of the page. */
export async function ourPage(banks: number): Promise<{ readonly site: Site; readonly start: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  const file = join(folder, 'banks.json')
  await writeFile(file, banksFile(banks))
  const raccord = await startChild('apps/server/dist/main.mjs', {
    flags: serverFlags('pglite'),
    env: {
      RACCORD_DATA: folder,
      RACCORD_PORT: '0',
      RACCORD_LOG_LEVEL: 'error',
      RACCORD_PROVIDERS_FILE: file,
      // No test bank in the list, and nobody will be asked for one.
      RACCORD_TESTBANK_URL: 'http://127.0.0.1:9',
    },
    ready: /Raccord ready: (\S+)/,
  })
  try {
    const api = new ApiClient(raccord.url)
    const link = new URL(await api.widgetLink(await api.newUser(), { locale: 'en' }))
    const start = link.pathname + link.search
    const site = new Map<string, { type: string; body: Buffer }>()
    const keep = async (path: string): Promise<string> => {
      const answer = await fetch(new URL(path, raccord.url))
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
      const body = Buffer.from(await answer.arrayBuffer())
      site.set(path, { type: answer.headers.get('content-type') ?? '', body })
      return body.toString('utf8')
    }
    const html = (await keep(start)).replaceAll('&amp;', '&')
    for (const [, path = ''] of html.matchAll(/(?:href|src|data-index|data-script)="(\/[^"]+)"/g))
      if (/^\/(assets|v2\.1\/widget\/(theme|providers))/.test(path) && !site.has(path)) await keep(path)
    return { site, start }
  } finally {
    await raccord.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
