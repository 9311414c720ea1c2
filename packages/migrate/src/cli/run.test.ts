import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { corpusFolder } from '../testing/corpus.ts'
import { version } from '../version.ts'
import { run } from './run.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function cli(args: readonly string[], env: Record<string, string> = {}, input = '') {
  const out: string[] = []
  const errors: string[] = []
  const streams = {
    out: (text: string) => void out.push(text),
    progress: () => {},
    stdin: async () => input,
    env,
  }
  const code = await run(args, streams, (text) => void errors.push(text))
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

const sample = (name: string) => cpSync(join(corpusFolder, name, 'before'), folder, { recursive: true })
const commit = () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'x')
}

describe('exit codes', () => {
  it('0 where nothing is left, 1 where something is, 2 for wrong use', async () => {
    expect((await cli(['scan', folder])).code).toBe(0)
    sample('typescript-fetch')
    expect((await cli(['scan', folder])).code).toBe(1)
    expect((await cli(['url', 'https://h/widget/user_input?session_id=1'])).code).toBe(0)
    expect((await cli(['url', 'https://h/widget/terms?session_id=1'])).code).toBe(1)
    for (const args of [[], ['move'], ['scan'], ['scan', join(folder, 'none')], ['scan', folder, '--what']]) {
      const { code, errors } = await cli(args)
      expect([code, errors.startsWith('raccord-migrate: ')]).toEqual([2, true])
    }
    expect((await cli(['--help'])).code).toBe(0)
    expect((await cli(['--version'])).out).toBe(version)
  })

  it('the version is that of the package', () => {
    const manifest = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8')
    expect((JSON.parse(manifest) as { version: string }).version).toBe(version)
  })
})

describe('scan', () => {
  it('names file, line, certainty, rule and replacement, and explains on request', async () => {
    sample('typescript-fetch')
    const { out } = await cli(['scan', folder, '--explain'])
    expect(out).toContain('src/connect.ts')
    expect(out).toContain('23:5  certain, --write does it  [parameter.captive_mode]')
    expect(out).toContain('→ wait_sync_end')
    expect(out).toContain('parameter.redirect_uri: Renamed on the widget’s links only')
  })

  it('writes only what a commit holds, unless forced; a second run changes nothing', async () => {
    sample('php-curl')
    const before = readFileSync(join(folder, 'src/Widget.php'), 'utf8')
    const bare = await cli(['scan', folder, '--write'])
    expect([bare.code, bare.errors.includes('version control')]).toEqual([2, true])
    commit()
    writeFileSync(join(folder, 'src/Widget.php'), `${before}\n`)
    const dirty = await cli(['scan', folder, '--write'])
    expect([dirty.code, dirty.errors.includes('src/Widget.php')]).toEqual([2, true])
    writeFileSync(join(folder, 'src/Widget.php'), before)
    const done = await cli(['scan', folder, '--write'])
    expect(done.code).toBe(0)
    expect(done.out).toContain("+            'wait_sync_end' => 'true',")
    const after = readFileSync(join(folder, 'src/Widget.php'), 'utf8')
    expect(after).toBe(readFileSync(join(corpusFolder, 'php-curl', 'after', 'src/Widget.php'), 'utf8'))
    expect((await cli(['scan', folder, '--write'])).code).toBe(0)
    expect(readFileSync(join(folder, 'src/Widget.php'), 'utf8')).toBe(after)
    expect((await cli(['scan', folder, '--write', '--dry-run'])).code).toBe(2)
  })

  it('JSON and SARIF 2.1.0 for programs', async () => {
    sample('html-page')
    const json = JSON.parse((await cli(['scan', folder, '--json'])).out) as { findings: object[]; rules: object }
    expect(json.findings[0]).toMatchObject({ file: 'public/index.html', certainty: 'possible', fix: 'by hand' })
    expect(json.rules).toHaveProperty(['parameter.captive_mode'])

    const sarif = JSON.parse((await cli(['scan', folder, '--sarif', '--only', 'certain'])).out) as Sarif
    expect(sarif.version).toBe('2.1.0')
    const [first] = sarif.runs
    expect(first?.tool.driver.name).toBe('raccord-migrate')
    expect(first?.results.length).toBeGreaterThan(5)
    const text = readFileSync(join(folder, 'public/index.html'), 'utf8').split('\n')
    for (const { ruleId, ruleIndex, level, fixes = [], locations } of first?.results ?? []) {
      expect(first?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
      expect(level).toBe('error')
      const { region } = locations[0]?.physicalLocation ?? { region: undefined }
      expect(region?.startLine).toBeLessThanOrEqual(text.length)
      const named = text[(region?.startLine ?? 1) - 1]?.slice(
        (region?.startColumn ?? 1) - 1,
        (region?.endColumn ?? 1) - 1,
      )
      expect(named).toMatch(/widget|captive_mode|redirect_uri/)
      for (const { artifactChanges } of fixes) expect(artifactChanges[0]?.replacements.length).toBeGreaterThan(0)
    }
  })

  it('control characters of a scanned file do not reach the terminal', async () => {
    writeFileSync(join(folder, 'a.js'), "const x = base + '/widget/add_connection' // \u001b]0;owned\u0007 \u202e")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect((await cli(['scan', folder])).out).not.toMatch(/[\u001b\u0007\u202e]/)
  })

  it('hostile texts end, and soon: unclosed, nested, long', async () => {
    const needle = '/widget/add_connection?captive_mode=true'
    const texts = [
      `${'`${'.repeat(5_000)}${needle}`,
      `${'('.repeat(20_000)}'${needle}'`,
      `"${needle}${'\\"'.repeat(100_000)}`,
      `/*${'*'.repeat(200_000)} ${needle}`,
      `${'a + '.repeat(20_000)}'${needle}'`,
      `${'x.set("captive_mode", 1)\n'.repeat(3_000)}'${needle}'`,
      `<form action="https://h${needle}">`.repeat(600),
    ]
    for (const name of ['a.ts', 'a.php', 'a.py', 'a.cs', 'a.html']) {
      for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}-${name}`), text)
    }
    expect((await cli(['scan', folder, '--json'])).code).toBe(1)
  })
})

interface Sarif {
  readonly version: string
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } }
    readonly results: readonly {
      readonly ruleId: string
      readonly ruleIndex: number
      readonly level: string
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly region: { readonly startLine: number; readonly startColumn: number; readonly endColumn: number }
        }
      }[]
      readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly object[] }[] }[]
    }[]
  }[]
}

describe('url', () => {
  const old = 'https://h/widget/add_connection?session_id=1&channel_definition_id=700'

  it.each([
    ['what GET /v2.1/providers answered', [{ id: '7', channel_definitions: [{ id: '700', mode: 'EMBEDDED' }] }]],
    ['an operator’s catalogue file', { providers: [{ id: '7', channels: [{ mode: 'EMBEDDED' }] }] }],
  ])('resolves channels by %s', async (_, catalogue) => {
    writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue))
    const { code, out } = await cli(['url', old, '--catalogue', join(folder, 'catalogue.json')])
    expect([code, out.split('\n')[0]]).toEqual([
      0,
      'https://h/v2.1/widget/add_connection?session_id=1&expected_account_types=ALL&provider_id=7',
    ])
  })

  it('asks a server, with a secret that is never an argument', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
      const channels = [{ mode: 'EMBEDDED' }, { mode: 'REDIRECT' }]
      const body = request.url === '/token' ? { access_token: 't1' } : [{ id: '7', channel_definitions: channels }]
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const args = ['url', old, '--server', base, '--client', 'shop', '--secret-env', 'BANK_SECRET', '--json']
      const { out } = await cli(args, { BANK_SECRET: 's3cret' })
      expect((JSON.parse(out) as { url: string }).url).toContain('expected_account_types=OTHER&provider_id=7')
      expect(asked).toEqual(['POST /token ', 'GET /v2.1/providers Bearer t1'])
      expect((await cli(args)).errors).toContain('BANK_SECRET is empty')
    } finally {
      server.close()
    }
  })

  it('a secret does not travel in clear text', async () => {
    const { code, errors } = await cli(['check', 'http://bank.example.com', '--client', 'shop', '--secret-env', 'S'], {
      S: 'x',
    })
    expect([code, errors.includes('clear text')]).toEqual([2, true])
  })

  it('a server that is away is told as such', async () => {
    const { code, errors } = await cli(['check', 'http://127.0.0.1:9', '--client', 'shop', '--secret-stdin'], {}, 'x\n')
    expect(code).toBe(2)
    expect(errors).not.toContain('\n    at ')
  })
})
