import type { Operation, ReferenceDocument, SchemaNode } from './document.ts'

/** The three files of `packages/sdk/src/generated`, from the OpenAPI document; a test keeps them equal to this. */
export function sdkSource(source: object): Readonly<Record<'shapes.ts' | 'calls.ts' | 'operations.ts', string>> {
  const document = source as ReferenceDocument
  const calls = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods)
      // Tokens and sessions carry the client's secret: those two are written by hand. What is deprecated is left out.
      .filter(([, { operationId = '', deprecated }]) => !byHand.has(operationId) && !deprecated)
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation, ...reading(path, operation) })),
  )
  const of = (who: 'client' | 'user') =>
    calls.filter((call) => call.who === who || call.who === 'any' || (who === 'client' && call.who === 'none'))
  return {
    'shapes.ts': `${head}\n${errorCodes(document)}\n${shapes(document)}`,
    'calls.ts': `${head}
import type { Call, CallOptions } from '../call.ts'
import type * as Shape from './shapes.ts'

${Object.entries(sharedCodes)
  .map(([name, members]) => `type ${name} = ${members.map(quoted).join(' | ')}\n`)
  .join('')}
/** Calls with the client's own token. */
export interface ClientCalls {
${of('client').map(signature).join('')}}

/** Calls with the token of one user. */
export interface UserCalls {
${of('user').map(signature).join('')}}
`,
    'operations.ts': `${head}
/** Method, path, whose token, and where what is given goes. */
export const operations = {
${calls.map(({ operation, method, path, who, input }) => `  ${operation.operationId}: ['${method}', '${path}', '${who}', '${input?.where ?? 'none'}'],\n`).join('')}} as const
`,
  }
}

const head = '// Written from the API document (UPDATE_DOCS=1 npm test -- sdk-source). Not to be edited.\n'
const byHand = new Set(['createToken', 'createWidgetSession'])

type Who = 'client' | 'user' | 'any' | 'none'

interface Input {
  readonly where: 'query' | 'body'
  readonly type: string
  readonly needed: boolean
}

function reading(path: string, operation: Operation) {
  const schemes = new Set((operation.security ?? []).flatMap(Object.keys))
  const who: Who =
    schemes.size > 1 ? 'any' : schemes.has('userToken') ? 'user' : schemes.has('clientToken') ? 'client' : 'none'
  return { who, input: inputOf(operation), inPath: [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name) }
}

function inputOf(operation: Operation): Input | undefined {
  const body = operation.requestBody?.content?.['application/json']?.schema
  if (body) {
    const optional = body.anyOf?.some((node) => node.type === 'null') ?? false
    const schema = optional ? (body.anyOf?.find((node) => node.type !== 'null') ?? body) : body
    return { where: 'body', type: typeOf(schema, 'Shape.'), needed: !optional }
  }
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  if (query.length === 0) return undefined
  const fields = query.map(
    ({ name, required, description, schema }) =>
      `${doc(description)}${name}${required ? '' : '?'}: ${queryType(description, schema)}`,
  )
  return { where: 'query', type: `{ ${fields.join('; ')} }`, needed: query.some(({ required }) => required) }
}

/** Everything in a query is text; what is a number or a list says so by its pattern or its description. */
function queryType(description = '', schema: SchemaNode = {}): string {
  const listed = /Comma list of ([A-Z_]+(?:, [A-Z_]+)*)/.exec(description)?.[1]
  if (listed) return `readonly (${listed.split(', ').map(quoted).join(' | ')})[]`
  if (/comma list/i.test(description)) return 'readonly string[]'
  return schema.pattern && /\\d\{1,\d+\}(?:\(\\\.|\$)/.test(schema.pattern) ? 'number' : 'string'
}

function signature({ operation, input, inPath }: { operation: Operation } & ReturnType<typeof reading>): string {
  const answer = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1]
  const schema = answer?.content?.['application/json']?.schema
  const given = [
    ...inPath.map((name) => `${name}: string`),
    ...(input ? [`${input.where}${input.needed ? '' : '?'}: ${input.type}`] : []),
    'options?: CallOptions',
  ]
  const said = [operation.summary, operation.description].filter(Boolean).join('. ')
  return `  ${doc(said).trimEnd()}\n  ${operation.operationId}(${given.join(', ')}): Call<${schema ? typeOf(schema, 'Shape.') : 'void'}, ${codes(operation)}>\n`
}

/** Codes that many calls share, by a name. */
const sharedCodes = {
  Usual: ['invalid_token', 'server_error', 'temporarily_unavailable'],
  OfBody: ['invalid_request', 'payload_too_large', 'unsupported_media_type'],
}

function codes(operation: Operation): string {
  let own = codesOf(operation)
  const names = Object.entries(sharedCodes).flatMap(([name, members]) => {
    if (!members.every((code) => own.includes(code))) return []
    own = own.filter((code) => !members.includes(code))
    return [name]
  })
  return [...names, ...own.map(quoted)].join(' | ')
}

function codesOf(operation: Operation): readonly string[] {
  const found = Object.values(operation.responses ?? {}).flatMap(({ description = '' }) =>
    [...description.matchAll(/^`(\w+)`/gm)].map(([, code = '']) => code),
  )
  return [...new Set(found)].sort()
}

function errorCodes(document: ReferenceDocument): string {
  const all = Object.values(document.paths ?? {}).flatMap((methods) => Object.values(methods).flatMap(codesOf))
  return `/** Codes that an answer other than 2xx may have. More may come. */\nexport type ErrorCode =\n${[
    ...new Set(all),
  ]
    .sort()
    .map((code) => `  | '${code}'\n`)
    .join('')}`
}

function shapes(document: ReferenceDocument): string {
  const all = document.components?.schemas ?? {}
  const asked = new Set<string>()
  for (const methods of Object.values(document.paths ?? {}))
    for (const { requestBody } of Object.values(methods))
      for (const [, name = ''] of JSON.stringify(requestBody ?? {}).matchAll(/schemas\/(\w+)"/g)) asked.add(name)
  // A body has an input form, in which defaults may be left out.
  return Object.keys(all)
    .filter((name) => (name.endsWith('Input') ? asked.has(name) : !asked.has(`${name}Input`)))
    .map((name) => `export interface ${plain(name)} ${fields(all[name] ?? {}, '', '  ')}\n`)
    .join('\n')
}

function fields(schema: SchemaNode, prefix: string, indent: string): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, node]) => {
    const absent = schema.required?.includes(name) ? '' : '?'
    return `${indent}${doc(node.description)}readonly ${name}${absent}: ${typeOf(node, prefix, indent)}\n`
  })
  return `{\n${rows.join('')}${indent.slice(2)}}`
}

function typeOf(node: SchemaNode, prefix: string, indent = '  '): string {
  if (node.$ref) return `${prefix}${plain(node.$ref.split('/').at(-1) ?? '')}`
  if (node.const !== undefined) return typeof node.const === 'string' ? quoted(node.const) : String(node.const)
  if (node.enum)
    return node.enum.map((value) => (typeof value === 'string' ? quoted(value) : String(value))).join(' | ')
  if (node.anyOf) return [...new Set(node.anyOf.map((one) => typeOf(one, prefix, indent)))].join(' | ')
  if (node.properties) return fields(node, prefix, `${indent}  `)
  if (node.items) return `readonly ${grouped(typeOf(node.items, prefix, indent))}[]`
  if (node.additionalProperties && typeof node.additionalProperties === 'object')
    return `Readonly<Record<string, ${typeOf(node.additionalProperties, prefix, indent)}>>`
  return [node.type ?? 'unknown']
    .flat()
    .map((type) => (type === 'integer' ? 'number' : type))
    .join(' | ')
}

const grouped = (type: string): string => (type.includes(' | ') && !type.startsWith('{') ? `(${type})` : type)
/** `Error` is a name of the language. */
const plain = (name: string): string => name.replace(/Input$/, '').replace(/^Error$/, 'ErrorBody')
const quoted = (text: string): string => `'${text}'`
const doc = (text: string | undefined): string =>
  text ? `/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */ ` : ''
