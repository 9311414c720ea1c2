import { readdirSync, readFileSync } from 'node:fs'
import { Marked } from 'marked'
import { slug, text } from './docs-text.ts'

export interface Guide {
  /** `guide/webhooks` or `reference/errors`: the file below `docs/`, and the address below `/docs/`. */
  readonly path: string
  readonly title: string
  readonly html: string
  /** Its parts by headings, for the search. */
  readonly parts: readonly { readonly id: string; readonly title: string; readonly text: string }[]
}

/** The guides and tables of the repository as pages; none where `docs/` was not brought along. */
export function readGuides(docs = new URL('../../../../../../docs/', import.meta.url)): readonly Guide[] {
  return ['guide', 'reference'].flatMap((folder) => {
    let names: string[]
    try {
      names = readdirSync(new URL(`${folder}/`, docs)).filter((name) => name.endsWith('.md'))
    } catch {
      return []
    }
    return (
      names
        // The calls have a page of their own, from the same source.
        .filter((name) => `${folder}/${name}` !== 'reference/api.md')
        .map((name) =>
          guide(`${folder}/${name.slice(0, -3)}`, readFileSync(new URL(`${folder}/${name}`, docs), 'utf8')),
        )
        .sort((a, b) => a.title.localeCompare(b.title))
    )
  })
}

function guide(path: string, source: string): Guide {
  const parts: { id: string; title: string; text: string }[] = []
  const seen = new Map<string, number>()
  const marked = new Marked({ gfm: true })
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const title = plain(this.parser.parseInline(tokens))
        const base = slug(bare(this.parser.parseInline(tokens)))
        const times = seen.get(base) ?? 0
        seen.set(base, times + 1)
        const id = times === 0 ? base : `${base}-${times}`
        parts.push({ id: depth === 1 ? '' : id, title, text: '' })
        return `<h${depth} id="${text(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens)
        const to = address(path, href)
        return to === undefined ? inner : `<a href="${text(to)}">${inner}</a>`
      },
      code({ text: code }) {
        return `<pre tabindex="0"><code>${text(code)}</code></pre>\n`
      },
      table(token) {
        const rows = [token.header, ...token.rows].map(
          (cells, at) =>
            `<tr>${cells.map((cell) => `<t${at === 0 ? 'h scope="col"' : 'd'}>${this.parser.parseInline(cell.tokens)}</t${at === 0 ? 'h' : 'd'}>`).join('')}</tr>`,
        )
        const empty = token.header.every((cell) => cell.text === '')
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><tbody>${rows.slice(empty ? 1 : 0).join('')}</tbody></table></div>\n`
      },
      // Comments of the sources, and nothing else, are written as HTML in these files.
      html: ({ text: raw }) => (raw.trimStart().startsWith('<!--') ? '' : text(raw)),
      image: ({ text: alternative }) => text(alternative),
    },
  })
  const html = marked.parse(source, { async: false })
  const title = parts.find(({ id }) => id === '')?.title ?? path
  // What stands between two headings belongs to the first.
  const chunks = html.split(/<h[1-6] id="[^"]*">.*?<\/h[1-6]>/s).slice(1)
  return { path, title, html, parts: parts.map((part, at) => ({ ...part, text: plain(chunks[at] ?? '') })) }
}

/** Where a link of a file leads here; nothing where it leads to a file that is not served. */
function address(from: string, href: string): string | undefined {
  if (/^(https?:)?\/\//.test(href) || href.startsWith('#')) return href
  const url = new URL(href, `docs://files/${from}.md`)
  const file = /^\/((?:guide|reference)\/[\w-]+)\.md$/.exec(url.pathname)?.[1]
  if (file === 'reference/api') return `/docs${url.hash}`
  return file === undefined ? undefined : `/docs/${file}${url.hash}`
}

/** As a reader sees it: cells and paragraphs are words apart. */
const plain = (html: string): string => bare(html.replace(/<[^>]+>/g, ' '))

/** Inside a heading marks part no words. */
const bare = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
