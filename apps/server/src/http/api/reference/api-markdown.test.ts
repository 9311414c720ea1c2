import { readFile, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createHttpServer } from '../../http-server.ts'
import { registerApi } from '../register-api.ts'
import { documentedRoutes } from '../routes.ts'
import { documentedDeps } from '../testing/documented-deps.ts'
import { apiMarkdown } from './api-markdown.ts'

const file = new URL('../../../../../../docs/reference/api.md', import.meta.url)

it('docs/reference/api.md is what the routes say (UPDATE_DOCS=1 writes it)', async () => {
  const app = createHttpServer()
  await registerApi(app, documentedDeps())
  const answer = await app.inject({ url: '/openapi.json' })
  const text = apiMarkdown(answer.json(), documentedRoutes)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text)
  expect(await readFile(file, 'utf8')).toBe(text)
  for (const route of documentedRoutes) {
    expect(text).toContain(`### ${route.method} ${route.paths[0]?.replaceAll(/:(\w+)/g, '{$1}')}\n`)
    for (const code of route.errors) expect(text).toContain(`| \`${code}\` |`)
  }
})
