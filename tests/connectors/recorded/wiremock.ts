import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

const require = createRequire(import.meta.url)

interface Mapping {
  readonly request: { readonly [key: string]: unknown }
  readonly response: { readonly body?: string; readonly headers?: { readonly [name: string]: unknown } }
  readonly [key: string]: unknown
}

export interface WireMock {
  readonly url: string
  /** From now on the server is this bank and no other. */
  play(folder: string): Promise<void>
  /** `METHOD /path` of calls that no recording fits. */
  unmatched(): Promise<string[]>
  stop(): Promise<void>
}

/** What is missing to play recorded banks, as a sentence; `undefined`: nothing. */
export function whatIsMissing(recordings: string): string | undefined {
  if (!existsSync(recordings)) return 'the recorded banks are not beside this checkout'
  return spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0 ? undefined : 'no Java'
}

/** One process for all banks: it takes longer to start than all of them take to walk. */
export async function startWireMock(): Promise<WireMock> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-wiremock-'))
  const java = spawn(
    'java',
    // Client compiler and small heap: it lives for seconds.
    [
      '-XX:TieredStopAtLevel=1',
      '-Xmx192m',
      '-jar',
      await jarPath(),
      '--port',
      '0',
      '--bind-address',
      '127.0.0.1',
      '--disable-banner',
      '--root-dir',
      folder,
    ],
    // It writes a page about each call that no recording fits; those are asked for below.
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const url = `http://127.0.0.1:${await portOf(java)}`
  const admin = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/__admin${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`WireMock ${path}: ${answer.status}`)
    return answer
  }
  return {
    url,
    async play(bank) {
      const mappings = await Promise.all(
        (await readdir(bank)).sort().map(async (file) => rehosted(await readFile(join(bank, file), 'utf8'), url)),
      )
      await admin('POST', '/mappings/import', {
        mappings,
        importOptions: { duplicatePolicy: 'OVERWRITE', deleteAllNotInImport: true },
      })
      await admin('DELETE', '/requests')
    },
    async unmatched() {
      const answer = await admin('GET', '/requests/unmatched')
      const { requests } = (await answer.json()) as { requests: { method: string; url: string }[] }
      return requests.map(({ method, url: path }) => `${method} ${path}`)
    },
    async stop() {
      java.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The recording with the bank's own host replaced in what it answers: we follow its links to the local server. */
function rehosted(text: string, url: string): Mapping {
  const mapping = JSON.parse(text) as Mapping
  const { body } = mapping.response
  if (body === undefined) return mapping
  const moved = body.replace(/("href"\s*:\s*")https?:\/\/[^/"]+/g, (_whole, head: string) => head + url)
  return { ...mapping, response: { ...mapping.response, body: moved } }
}

async function jarPath(): Promise<string> {
  const build = join(dirname(require.resolve('wiremock/package.json')), 'build')
  const jar = (await readdir(build)).find((name) => name.endsWith('.jar'))
  if (jar === undefined) throw new Error('no jar in the package wiremock')
  return join(build, jar)
}

function portOf(java: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    java.once('error', failed)
    java.once('exit', (code) => failed(new Error(`WireMock ended with ${code}`)))
    if (!java.stdout) return failed(new Error('WireMock has no output'))
    createInterface({ input: java.stdout }).on('line', (line) => {
      const port = /^port:\s+(\d+)/.exec(line)?.[1]
      if (port !== undefined) done(port)
    })
  })
}
