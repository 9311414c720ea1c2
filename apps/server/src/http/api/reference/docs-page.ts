import { type ErrorCode, errors } from '@raccord/contract'
import { scopeMeanings } from '@raccord/contract/wire'
import { type Call, callsOf } from './calls-of.ts'
import { prose, row, slug, table, text } from './docs-text.ts'
import type { Content, Operation, ReferenceDocument, SchemaNode } from './document.ts'
import { statusTables } from './statuses.ts'

export interface DocsSection {
  readonly id: string
  readonly title: string
  readonly html: string
}

export interface DocsChapter {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly sections: readonly DocsSection[]
}

/** The reference by chapters: calls by tag, what they share in tables of their own, objects. */
export function referenceChapters(source: object): readonly DocsChapter[] {
  const document = source as ReferenceDocument
  const calls = callsOf(document)
  const ofTags = (document.tags ?? []).map((tag) => ({
    id: slug(tag.name),
    title: tag.name,
    says: prose(tag.description),
    sections: calls.filter(({ operation }) => operation.tags?.includes(tag.name)).map(section),
  }))
  const objects = Object.entries(document.components?.schemas ?? {})
    .filter(([name]) => !name.endsWith('Input'))
    .map(([name, schema]) => ({
      id: `schema-${name}`,
      title: name,
      html: `<h3>${text(name)}</h3>${properties(schema)}`,
    }))
  return [
    ...ofTags.filter(({ sections }) => sections.length > 0),
    {
      id: 'tables',
      title: 'Tables',
      says: 'What all calls share.',
      sections: [...scopeSection(), errorSection(calls), ...statusSections()],
    },
    { id: 'schemas', title: 'Objects', says: 'Fields of what goes in and comes out.', sections: objects },
  ]
}

/** All of them as one page: no script, every call has an anchor, one choice of language for all examples. */
export function docsPage(source: object): string {
  const { info } = source as ReferenceDocument
  const chapters = referenceChapters(source).map(
    ({ id, title, says, sections }) =>
      `<h2 id="${text(id)}">${text(title)}</h2><p class="quiet">${says}</p>${sections.map((one) => `<section id="${text(one.id)}">${one.html}</section>`).join('')}`,
  )
  const languages = [
    ['curl', 'curl'],
    ['typescript', 'TypeScript'],
    ['php', 'PHP'],
    ['python', 'Python'],
  ].map(
    ([id, title], at) =>
      `<label><input type="radio" name="in" id="in-${id}"${at === 0 ? ' checked' : ''}> ${title}</label>`,
  )
  return `<h1>${text(info?.title)} API ${text(info?.version)}</h1><p>${prose(info?.description)}</p>
<p>Machine-readable: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). For TypeScript: <code>npm install</code> an address of <a href="/packages/index.json">these packages</a>. PHP and Python: small clients to copy, in <code>examples/</code> of the repository. <a href="/docs/widget">The widget’s links</a>, with every parameter. <a href="/docs/migration">From the previous widgets to the new ones</a>, change by change.</p>
<fieldset class="languages"><legend>Examples in</legend>${languages.join('')}</fieldset>
${chapters.join('')}`
}

function section({ path, method, operation, example, samples }: Call): DocsSection {
  const body = operation.requestBody?.content
  const code = samples.map(
    ({ language, title, code: lines }) =>
      `<div class="sample ${language}"><p>${title}</p><pre tabindex="0"><code>${text(lines)}</code></pre></div>`,
  )
  const json = JSON.stringify(example.answer, null, 2)
  const answer =
    json === undefined ? '' : `<div class="json"><p>Answer</p><pre tabindex="0"><code>${text(json)}</code></pre></div>`
  return {
    id: operation.operationId ?? '',
    title: `${method} ${path}`,
    html: `<h3 id="${slug(`${method} ${path}`)}"><span class="method">${method}</span> <code>${text(path)}</code> <a class="quiet" href="#${text(operation.operationId)}" aria-label="Link to ${method} ${text(path)}">#</a></h3>
<p><strong>${text(operation.summary)}</strong></p>${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
<p class="quiet">${access(operation)}</p>${parameters(operation)}${body ? `<p>Body: ${contentLink(body)}</p>` : ''}${answers(operation)}${code.join('')}${answer}`,
  }
}

function access(operation: Operation): string {
  const alternatives = (operation.security ?? []).flatMap((requirement) =>
    Object.entries(requirement).map(([scheme, scopes]) => {
      const named = scopes.map((scope) => `<a href="#scopes"><code>${text(scope)}</code></a>`)
      return scopes.length > 0
        ? `${accessNames[scheme] ?? scheme} with ${named.join(', ')}`
        : (accessNames[scheme] ?? scheme)
    }),
  )
  return alternatives.length === 0 ? 'No authentication.' : `Needs ${alternatives.join(' or ')}.`
}

const accessNames: Readonly<Record<string, string>> = {
  userToken: 'a token of the user',
  clientToken: 'a token of the client',
  clientBasic: '<code>client_id</code> and <code>client_secret</code>, in the body or by HTTP Basic',
}

function parameters(operation: Operation): string {
  const rows = (operation.parameters ?? []).map(({ name, in: place, required, description, schema }) =>
    row(
      `<code>${text(name)}</code>`,
      `${place}${required ? ', required' : ''}`,
      prose(description ?? schema?.description),
    ),
  )
  return table('Parameters', rows)
}

function answers(operation: Operation): string {
  const entries = Object.entries(operation.responses ?? {})
  const good = entries
    .filter(([status]) => status.startsWith('2'))
    .map(
      ([status, { description, content }]) => `${text(status)} ${content ? contentLink(content) : prose(description)}`,
    )
  const codes = entries.flatMap(([, { description = '' }]) =>
    [...description.matchAll(/^`(\w+)`/gm)].map(([, code]) => code),
  )
  const bad = codes.map((code) => `<a href="#error-${code}"><code>${code}</code></a>`)
  return `<p>Answers: ${good.join(', ')}. Errors: ${bad.join(' ')}</p>`
}

function contentLink(content: Content): string {
  const [type, media] = Object.entries(content)[0] ?? []
  return `${media?.schema ? kind(media.schema) : ''} <span class="quiet">${text(type)}</span>`
}

function properties(schema: SchemaNode): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, node]) => {
    const presence = schema.required?.includes(name) ? '' : ', may be absent'
    return row(`<code>${text(name)}</code>`, `${kind(node)}${presence}`, prose(node.description))
  })
  return table('Fields', rows)
}

function kind(node: SchemaNode): string {
  if (node.$ref) {
    const name = (node.$ref.split('/').at(-1) ?? '').replace(/Input$/, '')
    return `<a href="#schema-${text(name)}">${text(name)}</a>`
  }
  if (node.enum) return node.enum.map((value) => `<code>${text(String(value))}</code>`).join(' ')
  if (node.items) return `list of ${kind(node.items)}`
  if (node.anyOf) return node.anyOf.map(kind).join(' or ')
  return text([node.type ?? 'any'].flat().join(' or '))
}

function scopeSection(): readonly DocsSection[] {
  const rows = Object.entries(scopeMeanings).map(([scope, meaning]) => row(`<code>${scope}</code>`, prose(meaning)))
  return [{ id: 'scopes', title: 'Scopes', html: `<h3>Scopes</h3>${table('What a token may do', rows)}` }]
}

function errorSection(calls: readonly Call[]): DocsSection {
  const used = new Set(
    calls.flatMap(({ operation }) =>
      Object.values(operation.responses ?? {}).flatMap(({ description = '' }) =>
        [...description.matchAll(/^`(\w+)`/gm)].map(([, code]) => code),
      ),
    ),
  )
  const rows = (Object.keys(errors) as ErrorCode[])
    .filter((code) => used.has(code))
    .map(
      (code) =>
        `<tr id="error-${code}"><th scope="row"><code>${code}</code></th><td>${errors[code].status}</td><td>${prose(errors[code].developer)}</td></tr>`,
    )
  const shape = '{\n  "error": "not_found",\n  "error_description": "…",\n  "request_id": "…"\n}'
  return {
    id: 'errors',
    title: 'Errors',
    html: `<h3>Errors</h3><p>Every answer that is not 2xx looks like this. Codes are stable; the description is for a developer, never for a person.</p><pre tabindex="0"><code>${text(shape)}</code></pre>${table('Codes', rows)}`,
  }
}

function statusSections(): readonly DocsSection[] {
  return Object.entries(statusTables).map(([of, statuses]) => ({
    id: `status-${of.toLowerCase()}`,
    title: `Status of a${of === 'Account' ? 'n' : ''} ${of.toLowerCase()}`,
    html: `<h3>Status of a${of === 'Account' ? 'n' : ''} ${of.toLowerCase()}</h3>${table(
      'Statuses',
      Object.entries(statuses).map(([status, says]) => row(`<code>${status}</code>`, prose(says))),
    )}`,
  }))
}
