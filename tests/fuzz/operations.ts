import * as fc from 'fast-check'
import type { Operation, ReferenceDocument, SchemaNode } from '../../apps/server/src/http/api/reference/document.ts'
import { brokenBody, hostileHeaders, hostileText, hostileValue } from './hostile.ts'

export interface FuzzRequest {
  /** `operationId`, or the path of a page. */
  readonly of: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

/**
 * Values that mean something here, by the name of a field or parameter, or by `operation.name` for one operation alone: without
 * them nothing is reached behind the door.
 */
export type Known = Readonly<Record<string, readonly unknown[]>>

type Schemas = Readonly<Record<string, SchemaNode>>

interface Shape {
  readonly known: Known
  readonly schemas: Schemas
}

/** Requests of every operation in the document, or of those named: each right in some parts, and hostile in others. */
export function requestsOf(
  document: ReferenceDocument,
  known: Known,
  only?: ReadonlySet<string>,
): fc.Arbitrary<FuzzRequest> {
  const shape: Shape = { known, schemas: document.components?.schemas ?? {} }
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => only?.has(operationId ?? path) ?? true)
      .map(([method, operation]) => requestOf(shape, method, path, operation)),
  )
  return fc.oneof(...operations)
}

function requestOf(shape: Shape, method: string, path: string, operation: Operation): fc.Arbitrary<FuzzRequest> {
  const own = `${operation.operationId}.`
  const special = Object.entries(shape.known).filter(([name]) => name.startsWith(own))
  const known = { ...shape.known, ...Object.fromEntries(special.map(([name, list]) => [name.slice(own.length), list])) }
  return requestBy({ ...shape, known }, method, path, operation)
}

function requestBy(shape: Shape, method: string, path: string, operation: Operation): fc.Arbitrary<FuzzRequest> {
  const parameters = operation.parameters ?? []
  const inPath = parameters.filter((one) => one.in === 'path')
  const inQuery = parameters.filter((one) => one.in === 'query')
  const schema = operation.requestBody?.content?.['application/json']?.schema
  return fc
    .record({
      path: fc.tuple(...inPath.map((one) => arbitraryOf(shape, one.name, one.schema))),
      query: queryOf(
        shape,
        inQuery.map(({ name, schema }) => [name, schema] as const),
      ),
      authorization: authorizationOf(shape.known),
      headers: hostileHeaders,
      body: method === 'get' ? fc.constant(undefined) : bodyOf(shape, schema),
    })
    .map(({ path: values, query, authorization, headers, body }) => {
      let at = 0
      const filled = path.replace(/\{\w+\}/g, () => written(values[at++]))
      return {
        of: operation.operationId ?? path,
        method: method.toUpperCase() as FuzzRequest['method'],
        url: query === '' ? filled : `${filled}?${query}`,
        headers: {
          ...headers,
          ...(authorization === '' ? {} : { authorization }),
          ...(body && body.type !== '' ? { 'content-type': body.type } : {}),
        },
        ...(body ? { payload: body.payload } : {}),
      }
    })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** Of a path: nothing of a value may become another path. */
function written(value: unknown): string {
  const text = textOf(value)
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}

function authorizationOf(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...(known['authorization'] ?? [''])).map(String) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'Bearer', 'Bearer x', 'Basic !!!', 'Basic OjpjOg==', 'Digest a=b', 'constructor'),
    },
  )
}

/** Without these nothing behind them is reached. */
const doors = new Set(['session_id', 'response_type', 'client_id', 'redirect_uri', 'client_secret', 'grant_type'])

/** What the form `application/x-www-form-urlencoded` and queries are made of; names may repeat, and be nobody's. */
export function queryOf(
  shape: Pick<Shape, 'known'> & Partial<Shape>,
  named: readonly (readonly [name: string, schema: SchemaNode | undefined])[],
): fc.Arbitrary<string> {
  const whole = { schemas: {}, ...shape }
  const pair = ([name, schema]: (typeof named)[number]) => fc.tuple(fc.constant(name), arbitraryOf(whole, name, schema))
  const needed: typeof named = named.filter(([name]) => doors.has(name))
  // Few at a time: of a dozen hostile ones the first is refused, and the others are never looked at.
  const none: typeof named = []
  const some = fc.tuple(
    fc.oneof({ weight: 7, arbitrary: fc.constant(needed) }, { weight: 1, arbitrary: fc.constant(none) }),
    fc.shuffledSubarray([...named], { maxLength: Math.min(4, named.length) }),
  )
  const pairs = some.chain(([first, others]) =>
    fc.tuple(...[...first, ...others.filter((one) => !first.includes(one))].map(pair)),
  )
  const strange = fc.array(fc.tuple(hostileText, hostileText), { maxLength: 1 })
  return fc.tuple(pairs, strange, fc.nat(9)).map(([given, more, twist]) => {
    const kept = [...given, ...(twist === 0 ? more : [])]
    if (twist === 1 && kept[0]) kept.push(kept[0])
    if (twist === 2 && kept[0]) kept.push([`${kept[0][0]}[a]`, '1'])
    const text = new URLSearchParams(kept.map(([name, value]) => [textOf(name), textOf(value)])).toString()
    return twist === 3 ? `${text}&%zz=%ff` : text
  })
}

function bodyOf(
  shape: Shape,
  schema: SchemaNode | undefined,
): fc.Arbitrary<{ payload: string; type: string } | undefined> {
  const resolved = resolve(shape, schema)
  const names = Object.keys(resolved?.properties ?? {})
  const fields = fc.record(
    Object.fromEntries(names.map((name) => [name, arbitraryOf(shape, name, resolved?.properties?.[name])])),
    { requiredKeys: [...(resolved?.required ?? [])] },
  )
  const json = fields.map((value) => ({ payload: JSON.stringify(value) ?? '{}', type: 'application/json' }))
  const form = queryOf(
    shape,
    names.map((name) => [name, resolved?.properties?.[name]] as const),
  ).map((payload) => ({
    payload,
    type: 'application/x-www-form-urlencoded',
  }))
  return fc.oneof(
    { weight: 7, arbitrary: json },
    { weight: 3, arbitrary: form },
    { weight: 1, arbitrary: brokenBody },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

function resolve({ schemas }: Shape, schema: SchemaNode | undefined): SchemaNode | undefined {
  const name = schema?.$ref?.split('/').at(-1)
  const found = name === undefined ? schema : schemas[name]
  const object = found?.anyOf?.find((one) => one.type === 'object' || one.$ref !== undefined)
  return object ? resolve({ schemas, known: {} }, object) : found
}

function arbitraryOf(shape: Shape, name: string, schema: SchemaNode | undefined): fc.Arbitrary<unknown> {
  const node = resolve(shape, schema)
  const known = shape.known[name] ?? []
  return fc.oneof(
    { weight: known.length > 0 ? 24 : 0, arbitrary: fc.constantFrom<unknown>(...(known.length > 0 ? known : [''])) },
    { weight: 4, arbitrary: fitting(shape, node) },
    { weight: 2, arbitrary: hostileValue },
  )
}

/** As the schema wants it. */
function fitting(shape: Shape, node: SchemaNode | undefined): fc.Arbitrary<unknown> {
  if (node?.enum && node.enum.length > 0) return fc.constantFrom(...node.enum)
  switch (node?.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.oneof(fc.nat(1000), fc.integer(), fc.constantFrom(0, 1, 500, 501, 2 ** 31, Number.MAX_SAFE_INTEGER))
    case 'number':
      return fc.double({ noNaN: true })
    case 'array':
      return fc.array(fitting(shape, node.items), { maxLength: 3 })
    case 'object':
      return fc.dictionary(hostileText, hostileValue, { maxKeys: 3 })
    default:
      return fc.oneof(
        fc.string({ maxLength: 30 }),
        fc.nat(9999).map(String),
        fc.constantFrom('2026-03-01', '1767225600'),
      )
  }
}
