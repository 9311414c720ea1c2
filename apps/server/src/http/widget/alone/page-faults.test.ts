import fastify from 'fastify'
import { expect, it } from 'vitest'
import { VaultError } from '../../../vault-error.ts'
import { paths } from '../page-paths.ts'
import type { PageDeps } from '../widget-deps.ts'
import { answerFaultsWithPages } from './page-faults.ts'

it('a journey whose key is gone is over: its page asks for a new link, and there is nothing to press again', async () => {
  const lines: string[] = []
  const app = fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  const deps = { operator: { name: 'R' }, sandbox: true, render: (screen: object) => JSON.stringify(screen) }
  answerFaultsWithPages(app, deps as unknown as PageDeps)
  app.get(paths.journey, () => {
    throw new VaultError('unknown_key', 'No key opens this')
  })
  const answer = await app.inject(`${paths.journey}?session_id=${'i'.repeat(32)}`)
  expect(answer.statusCode).toBe(410)
  expect(JSON.parse(answer.body)).toMatchObject({ kind: 'error', error: 'session_expired' })
  expect(answer.body).not.toContain('again')
  expect(lines.join('')).toContain('No key opens this')
  await app.close()
})
