import { type ErrorCode, errors } from '@raccord/contract'
import { scopeMeanings } from '@raccord/contract/wire'
import type { Route } from '../define-route.ts'
import { type Call, callsOf } from './calls-of.ts'
import type { Operation, ReferenceDocument, SchemaNode } from './document.ts'
import { statusTables } from './statuses.ts'

/** `docs/reference/api.md`, from the OpenAPI document and the error table; a test keeps the file equal to this. */
export function apiMarkdown(source: object, routes: readonly Route[]): string {
  const document = source as ReferenceDocument
  const operations = callsOf(document)
  const chapters = (document.tags ?? []).flatMap((tag) => {
    const own = operations.filter(({ operation }) => operation.tags?.includes(tag.name))
    return own.length === 0 ? [] : [`## ${tag.name}\n\n${tag.description ?? ''}\n\n${own.map(call).join('\n')}`]
  })
  const aliases = routes.flatMap((route) =>
    route.paths.slice(1).map((alias) => `\`${alias}\` for \`${route.paths[0]}\``),
  )
  return `<!-- Written from the routes: UPDATE_DOCS=1 npm test -- api-markdown -->
# API reference

${document.info?.description ?? ''}

Each call is shown by curl, by \`@raccord/sdk\`, and by the small clients of \`examples/php\` and \`examples/python\`, with a full answer.

The machine-readable form is served at \`/openapi.json\` (OpenAPI 3.1), a page to read at \`/docs\`. Further paths of the same
calls: ${aliases.join(', ')}. Bodies are JSON or forms, at most 64 KiB but for uploads of files, whose bounds stand with them. A path that exists answers 405 with \`Allow\` to another
method. Every answer has \`X-Request-ID\`: the caller's own if it sent a harmless one.

${chapters.join('\n')}
## Errors

Every answer that is not 2xx is \`{"error", "error_description", "request_id"}\`. Codes are stable, descriptions are for a developer.

| error | status | meaning |
| --- | --- | --- |
${errorRows(routes).join('\n')}

## Scopes

| scope | a token that holds it may |
| --- | --- |
${Object.entries(scopeMeanings)
  .map(([scope, meaning]) => `| \`${scope}\` | ${meaning} |`)
  .join('\n')}

## Statuses

${Object.entries(statusTables)
  .map(
    ([of, statuses]) =>
      `| ${of.toLowerCase()} | |\n| --- | --- |\n${Object.entries(statuses)
        .map(([status, says]) => `| \`${status}\` | ${says} |`)
        .join('\n')}\n`,
  )
  .join('\n')}
## For whoever runs the server

| path | |
| --- | --- |
| \`GET /health/live\` | 200 while the process serves |
| \`GET /health/ready\` | 200 when it can work, 503 \`not_ready\` while it starts or stops, or its database takes no writes |
| \`GET /health/proxy\` | what the server believes of the request by way of your proxy, for \`raccord doctor\`; the same token |
| \`GET /metrics\` | Prometheus; \`Authorization: Bearer\` with \`RACCORD_METRICS_TOKEN\` where that is set |
| \`GET /logos/{provider_id}.svg\` | monogram of a bank |

## Command line

\`raccord\` (\`npm run raccord -- …\` in a clone): [every command](cli.md).
`
}

function call({ path, method, operation, samples, example }: Call): string {
  const lines = [`### ${method} ${path}`, '', [operation.summary, operation.description].filter(Boolean).join('. '), '']
  lines.push(`Needs: ${needs(operation)}. Body: ${body(operation)}. Answers: ${answers(operation)}.`, '')
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  if (query.length > 0) {
    lines.push('| parameter | |', '| --- | --- |')
    for (const { name, description, schema } of query)
      lines.push(`| \`${name}\` | ${description ?? schema?.description ?? ''} |`)
    lines.push('')
  }
  for (const { language, code } of samples) lines.push(`\`\`\`${fences[language]}`, code, '```', '')
  if (example.answer !== undefined) lines.push('```json', JSON.stringify(example.answer, null, 2), '```', '')
  return lines.join('\n')
}

const fences = { curl: 'sh', typescript: 'ts', php: 'php', python: 'python' } as const

const accessNames: Readonly<Record<string, string>> = {
  userToken: 'a token of the user',
  clientToken: 'a token of the client',
  clientBasic: '`client_id` and `client_secret`, in the body or by HTTP Basic',
}

function needs(operation: Operation): string {
  const alternatives = (operation.security ?? []).flatMap((requirement) => Object.entries(requirement))
  const schemes = [...new Set(alternatives.map(([scheme]) => scheme))]
  const scopes = alternatives.flatMap(([, needed]) => needed.map((scope) => `\`${scope}\``))
  const who = schemes.map((scheme) => accessNames[scheme] ?? scheme).join(' or ')
  return scopes.length === 0 ? who : `${who} with ${scopes.join(' or ')}`
}

function body(operation: Operation): string {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  return schema === undefined ? 'none' : shape(schema)
}

function answers(operation: Operation): string {
  const good = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2'))
  const bad = Object.values(operation.responses ?? {}).flatMap((answer) => answer.description?.match(/^`\w+`/gm) ?? [])
  const shown = good.map(([status, answer]) => {
    const schema = answer.content?.['application/json']?.schema
    return schema === undefined ? status : `${status} ${shape(schema)}`
  })
  return [...shown, ...bad.sort()].join(', ')
}

function shape(schema: SchemaNode): string {
  const reference = schema.$ref ?? schema.anyOf?.find((node) => node.$ref)?.$ref
  if (reference !== undefined) return (reference.split('/').at(-1) ?? '').replace(/Input$/, '')
  return schema.items ? `list of ${shape(schema.items)}` : [schema.type ?? 'any'].flat().join(' or ')
}

function errorRows(routes: readonly Route[]): string[] {
  const everywhere: ErrorCode[] = ['method_not_allowed', 'not_ready']
  const used = new Set<ErrorCode>([...routes.flatMap((route) => route.errors), ...everywhere])
  return (Object.keys(errors) as ErrorCode[])
    .filter((code) => used.has(code))
    .map((code) => `| \`${code}\` | ${errors[code].status} | ${errors[code].developer} |`)
}
