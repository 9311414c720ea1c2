import type { Content, Operation, ReferenceDocument, SchemaNode } from './document.ts'

/** The reference as one plain page, from the OpenAPI document: no script, every call has an anchor. */
export function docsPage(source: object): string {
  const document = source as ReferenceDocument
  const calls = Object.entries(document.paths ?? {}).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const tags = document.tags?.filter((tag) => calls.some((call) => call.operation.tags?.includes(tag.name))) ?? []
  const title = `${document.info?.title ?? ''} API ${document.info?.version ?? ''}`
  const chapters = tags.map((tag) => {
    const own = calls.filter((call) => call.operation.tags?.includes(tag.name))
    return `<h2 id="${text(tag.name)}">${text(tag.name)}</h2><p class="quiet">${prose(tag.description)}</p>${own.map(section).join('')}`
  })
  const schemas = Object.entries(document.components?.schemas ?? {})
    .filter(([name]) => !name.endsWith('Input'))
    .map(([name, schema]) => `<section id="schema-${text(name)}"><h3>${text(name)}</h3>${properties(schema)}</section>`)
  const contents = calls.map(
    ({ operation, method, path }) =>
      `<li><a href="#${text(operation.operationId)}"><span class="method">${method}</span> ${text(path)}</a></li>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><header><h1>${text(title)}</h1><p>${prose(document.info?.description)}</p>
<p>Machine-readable: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). <a href="/docs/migration">From the previous widgets to the new ones</a>, change by change.</p></header>
<nav aria-label="Calls"><ul>${contents.join('')}</ul></nav>
<main>${chapters.join('')}<h2 id="schemas">Objects</h2>${schemas.join('')}</main></body></html>`
}

function section(call: { path: string; method: string; operation: Operation }): string {
  const { operation } = call
  const body = operation.requestBody?.content
  return `<section id="${text(operation.operationId)}"><h3><span class="method">${call.method}</span> <code>${text(call.path)}</code></h3>
<p><strong>${text(operation.summary)}</strong></p>${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
<p class="quiet">${text(access(operation))}</p>${parameters(operation)}${body ? `<p>Body: ${contentLink(body)}</p>` : ''}${answers(operation)}</section>`
}

function access(operation: Operation): string {
  const alternatives = (operation.security ?? []).flatMap((requirement) =>
    Object.entries(requirement).map(([scheme, scopes]) =>
      scopes.length > 0 ? `${scheme} with ${scopes.join(', ')}` : scheme,
    ),
  )
  return alternatives.length === 0 ? 'No authentication.' : `Needs ${alternatives.join(' or ')}.`
}

function parameters(operation: Operation): string {
  const rows = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><th scope="row"><code>${text(parameter.name)}</code></th><td>${parameter.in}${parameter.required ? ', required' : ''}</td><td>${prose(parameter.description ?? parameter.schema?.description)}</td></tr>`,
  )
  return table('Parameters', rows)
}

function answers(operation: Operation): string {
  const rows = Object.entries(operation.responses ?? {}).map(([status, answer]) => {
    const lines = (answer.description ?? '').split('\n').map(prose).join('<br>')
    return `<tr><th scope="row">${text(status)}</th><td>${lines}</td><td>${answer.content ? contentLink(answer.content) : ''}</td></tr>`
  })
  return table('Answers', rows)
}

function contentLink(content: Content): string {
  const [type, media] = Object.entries(content)[0] ?? []
  return `${media?.schema ? kind(media.schema) : ''} <span class="quiet">${text(type)}</span>`
}

function properties(schema: SchemaNode): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, node]) => {
    const presence = schema.required?.includes(name) ? '' : ', may be absent'
    return `<tr><th scope="row"><code>${text(name)}</code></th><td>${kind(node)}${presence}</td><td>${prose(node.description)}</td></tr>`
  })
  return table('Fields', rows)
}

function kind(node: SchemaNode): string {
  if (node.$ref) {
    const name = node.$ref.split('/').at(-1) ?? ''
    return `<a href="#schema-${text(name.replace(/Input$/, ''))}">${text(name)}</a>`
  }
  if (node.enum) return node.enum.map((value) => `<code>${text(String(value))}</code>`).join(' ')
  if (node.items) return `list of ${kind(node.items)}`
  if (node.anyOf) return node.anyOf.map(kind).join(' or ')
  return text([node.type ?? 'any'].flat().join(' or '))
}

function table(caption: string, rows: readonly string[]): string {
  if (rows.length === 0) return ''
  return `<div class="scroll"><table><caption>${caption}</caption><tbody>${rows.join('')}</tbody></table></div>`
}

/** Descriptions mark names with backticks, as Markdown does. */
function prose(raw: string | undefined): string {
  return text(raw).replace(/&#96;([^&]+)&#96;|`([^`]+)`/g, '<code>$1$2</code>')
}

function text(raw: string | undefined): string {
  return (raw ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
