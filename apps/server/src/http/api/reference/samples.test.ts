import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../../http-server.ts'
import { registerApi } from '../register-api.ts'
import { documentedRoutes } from '../routes.ts'
import { documentedDeps } from '../testing/documented-deps.ts'
import { type Call, callsOf } from './calls-of.ts'
import type { ReferenceDocument } from './document.ts'
import { callExamples } from './examples.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..', '..')

describe('the examples of the reference', () => {
  let calls: readonly Call[]
  beforeAll(async () => {
    const app = createHttpServer()
    await registerApi(app, documentedDeps())
    calls = callsOf((await app.inject({ url: '/openapi.json' })).json() as ReferenceDocument)
  })

  it.each(documentedRoutes.map((route) => [route.operationId, route] as const))(
    '%s: what is given and what comes back is what its schemas say, nothing more and nothing less',
    (operationId, { schemas, paths }) => {
      const example = callExamples[operationId]
      expect(example, operationId).toBeDefined()
      if (!example) return
      expect(example.id !== undefined).toBe(paths[0]?.includes(':id'))
      if (example.query) {
        const query = Object.fromEntries(Object.entries(example.query).map(([name, value]) => [name, String(value)]))
        expect(Object.keys(schemas.query?.parse(query) as object)).toEqual(expect.arrayContaining(Object.keys(query)))
      }
      if (example.body)
        expect(Object.keys(schemas.body?.parse(example.body) as object)).toEqual(
          expect.arrayContaining(Object.keys(example.body)),
        )
      expect('answer' in example).toBe(schemas.answer !== undefined)
      // What the schema does not know it would leave out.
      if (schemas.answer) expect(schemas.answer.parse(example.answer)).toEqual(example.answer)
    },
  )

  it('in TypeScript compile against the SDK as it is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'raccord-samples-'))
    try {
      const head = `import type { Raccord, RaccordUser } from '@raccord/sdk'\ndeclare const raccord: Raccord\n`
      const blocks = calls.map(({ samples, operation: { operationId } }) => {
        const code = samples.find(({ language }) => language === 'typescript')?.code
        const own = operationId === 'createToken' ? '' : 'user: RaccordUser'
        return `export async function ${operationId}(${own}) {\n  ${code}\n}\n`
      })
      writeFileSync(join(folder, 'samples.ts'), head + blocks.join(''))
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, allowImportingTsExtensions: true }
      const more = { target: 'es2024', lib: ['es2024', 'dom', 'dom.iterable'], types: [] }
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, files: ['samples.ts'] }),
      )
      const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
      const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
      expect([stdout, status]).toEqual(['', 0])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0
  it.skipIf(!has('python3'))('in Python can be read by Python', () => {
    const code = calls.map(({ samples }) => samples.find(({ language }) => language === 'python')?.code).join('\n')
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code })
  })
  it.skipIf(!has('php'))('in PHP can be read by PHP', () => {
    const code = calls.map(({ samples }) => samples.find(({ language }) => language === 'php')?.code).join('\n')
    execFileSync('php', ['-l'], { input: `<?php\n${code}` })
  })

  it('by curl are one command a shell can read, with the address of the call', () => {
    for (const { samples, path, method } of calls) {
      const code = samples.find(({ language }) => language === 'curl')?.code ?? ''
      const words = execFileSync('sh', [
        '-c',
        `curl() { printf '%s\\n' "$@"; }\nSECRET=s CLIENT_TOKEN=c USER_TOKEN=u\n${code}`,
      ])
        .toString()
        .trim()
        .split('\n')
      const address = words.find((word) => word.startsWith('https://')) ?? ''
      expect(new URL(address).pathname).toMatch(new RegExp(`^${path.replace('{id}', '[^/]+')}$`))
      const body = words[words.indexOf('-d') + 1]
      if (words.includes('-d')) expect(JSON.parse(body ?? '')).toBeTypeOf('object')
      expect(words.includes('-X') || method === 'GET' || words.includes('-d')).toBe(true)
    }
  })
})
