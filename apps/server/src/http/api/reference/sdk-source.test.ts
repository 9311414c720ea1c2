import { readFile, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../../http-server.ts'
import { registerApi } from '../register-api.ts'
import { documentedRoutes } from '../routes.ts'
import { documentedDeps } from '../testing/documented-deps.ts'
import { sdkParameters } from './sdk-parameters.ts'
import { sdkSource } from './sdk-source.ts'

const folder = new URL('../../../../../../packages/sdk/src/generated/', import.meta.url)

describe('the client for servers', () => {
  let files: Record<string, string>
  beforeAll(async () => {
    const app = createHttpServer()
    await registerApi(app, documentedDeps())
    const document = (await app.inject({ url: '/openapi.json' })).json() as object
    files = { ...sdkSource(document), 'parameters.ts': sdkParameters() }
  })

  it('is typed by the API document as it is (UPDATE_DOCS=1 writes it)', async () => {
    for (const [name, text] of Object.entries(files)) {
      const file = new URL(name, folder)
      if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
      expect(await readFile(file, 'utf8'), name).toBe(text)
    }
  })

  it('has every call that is not deprecated', () => {
    const written = new Set(['createToken', 'createWidgetSession', 'createPreviousWidgetSession'])
    for (const { operationId } of documentedRoutes) {
      if (written.has(operationId)) continue
      expect(files['operations.ts']).toContain(`  ${operationId}: [`)
      expect(files['calls.ts']).toContain(`  ${operationId}(`)
    }
    expect(files['shapes.ts']).not.toMatch(/unknown|Input\b/)
  })
})
