import { errors } from '@raccord/contract'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../../tests/support/databases.ts'
import { documentedRoutes } from '../routes.ts'
import { type ApiHarness, openApiHarness } from '../testing/api-harness.ts'
import type { Operation, ReferenceDocument } from './document.ts'

describeEachDatabase('the reference', (open) => {
  let api: ApiHarness
  let document: ReferenceDocument & { openapi: string }
  let text: string
  let operations: { path: string; method: string; operation: Operation }[]
  beforeAll(async () => {
    api = await openApiHarness(open)
    const answer = await api.call('GET', '/openapi.json')
    text = answer.text
    document = answer.body as typeof document
    operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
  })

  it('is OpenAPI 3.1 and has every route once, none that is hidden', () => {
    expect(document.openapi).toBe('3.1.0')
    const documented = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()
    const expected = documentedRoutes
      .map((route) => `${route.method} ${route.paths[0]?.replaceAll(/:(\w+)/g, '{$1}')}`)
      .sort()
    expect(documented).toEqual(expected)
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('has for every call: id, summary, tag, access, an answer, and each error with its body', () => {
    const tags = document.tags?.map((tag) => tag.name)
    for (const route of documentedRoutes) {
      const operation = operations.find(
        ({ operation: { operationId } }) => operationId === route.operationId,
      )?.operation
      expect(operation?.summary, route.operationId).toMatch(/\S/)
      expect(tags).toContain(operation?.tags?.[0])
      // Empty where a call is public.
      expect(operation?.security, route.operationId).toBeInstanceOf(Array)
      const answers = operation?.responses ?? {}
      expect(Object.keys(answers).some((status) => status.startsWith('2'))).toBe(true)
      for (const code of route.errors) {
        const answer = answers[errors[code].status]
        expect(answer?.description, `${route.operationId} ${code}`).toContain(`\`${code}\``)
        expect(answer?.content?.['application/json']?.schema?.$ref).toBe('#/components/schemas/Error')
      }
    }
  })

  it('points only to what is in it', () => {
    const schemas = Object.keys(document.components?.schemas ?? {})
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1])
    expect(references.length).toBeGreaterThan(20)
    for (const name of references) expect(schemas).toContain(name)
    expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)/g)]).toEqual([])
  })

  it('is readable as a page without script that names every call', async () => {
    const page = await api.call('GET', '/docs')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.text).not.toMatch(/<script|<style| style=| on\w+=/i)
    for (const route of documentedRoutes) expect(page.text).toContain(`id="${route.operationId}"`)
    const targets = [...page.text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
    expect(targets.length).toBeGreaterThan(documentedRoutes.length)
    for (const target of targets) expect(page.text).toContain(`id="${target}"`)
    const style = await api.call('GET', '/docs/style.css')
    expect([style.status, style.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8'])
  })
})
