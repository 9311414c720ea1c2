import { type ParameterRow, parameters } from '@raccord/contract'
import { docsDocument, type NavGroup } from './docs-document.ts'
import { docsPage, referenceChapters } from './docs-page.ts'
import { type Guide, readGuides } from './guides.ts'
import type { Entry } from './search-page.ts'

export interface Docs {
  readonly reference: string
  /** By path: `guide/webhooks`. */
  readonly guides: ReadonlyMap<string, string>
  readonly nav: readonly NavGroup[]
  readonly entries: readonly Entry[]
}

/** Everything that `/docs` shows, made once. */
export function makeDocs(document: object, guides: readonly Guide[] = readGuides(), tools?: string): Docs {
  const bar = tools === undefined ? {} : { tools }
  const chapters = referenceChapters(document)
  const of = (folder: string) =>
    guides
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map(({ path, title }) => ({ href: `/docs/${path}`, label: title }))
  const nav: NavGroup[] = [
    {
      title: 'API',
      links: [
        { href: '/docs', label: 'All calls' },
        ...chapters.map(({ id, title }) => ({ href: `/docs#${encodeURIComponent(id)}`, label: title })),
        { href: '/docs/widget', label: 'The widget’s links' },
      ],
    },
    { title: 'Guides', links: of('guide') },
    { title: 'Tables', links: [...of('reference'), { href: '/docs/migration', label: 'Rules of the migration' }] },
  ]
  const pages = guides.map(({ path, title, html }): [string, string] => [
    path,
    docsDocument({ title, body: `<div class="guide">${html}</div>`, nav, path: `/docs/${path}`, ...bar }),
  ])
  return {
    reference: docsDocument({ title: 'API reference', body: docsPage(document), nav, path: '/docs', ...bar }),
    guides: new Map(pages),
    nav: nav.filter(({ links }) => links.length > 0),
    entries: [
      ...chapters.flatMap((chapter) =>
        chapter.sections.map(({ id, title, html }) => ({
          href: `/docs#${id}`,
          title,
          within: chapter.title,
          text: html
            // What is said, not the examples.
            .replace(/<pre.*?<\/pre>/gs, ' ')
            .replace(/<[^>]+>/g, ' ')
            .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
            .replace(/\s+/g, ' '),
        })),
      ),
      ...Object.entries(parameters as Record<string, ParameterRow>).map(([name, { meaning, previous }]) => ({
        href: `/docs/widget#parameter-${name}`,
        title: name,
        within: 'Parameters of the widget',
        text: [meaning, ...previous].join(' '),
      })),
      ...guides.flatMap(({ path, title, parts }) =>
        parts.map((part) => ({
          href: `/docs/${path}${part.id === '' ? '' : `#${part.id}`}`,
          title: part.title,
          within: title,
          text: part.text,
        })),
      ),
    ],
  }
}
