/** A form as a browser without JavaScript would send it. */
export interface PlainForm {
  readonly method: 'get' | 'post'
  readonly action: string
  /** Hidden fields, fields with a value, ticked boxes; in order, names may repeat. */
  readonly fields: readonly (readonly [string, string])[]
  /** Named buttons: pressing one adds its value. */
  readonly buttons: readonly (readonly [string, string])[]
  /** `value` of the hidden `do` or `step` field: what the form is for. */
  readonly purpose: string
}

/** What a person without JavaScript has before him: enough of HTML for our own pages and the test bank's. */
export interface PlainPage {
  readonly url: string
  readonly status: number
  readonly text: string
  /** `data-kind` of the widget's card; the bank's pages have none. */
  readonly kind: string | undefined
  readonly forms: readonly PlainForm[]
}

export function readPage(url: string, status: number, text: string): PlainPage {
  const forms = [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', body = '']) =>
    readForm(url, attributes, body, text),
  )
  return { url, status, text, kind: /data-kind="([a-z_]+)"/.exec(text)?.[1], forms }
}

/** @throws when the page has no such form: the test then shows what the page is */
export function formFor(page: PlainPage, purpose: string): PlainForm {
  const form = page.forms.find((candidate) => candidate.purpose === purpose)
  if (!form) throw new Error(`no form "${purpose}" on the page ${page.kind ?? page.url}: ${wordsOf(page)}`)
  return form
}

export function linkTo(page: PlainPage, pattern: RegExp): string {
  for (const [, href = ''] of page.text.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)) {
    const url = decoded(href)
    if (pattern.test(url)) return new URL(url, page.url).href
  }
  throw new Error(`no link ${pattern} on the page ${page.kind ?? page.url}: ${wordsOf(page)}`)
}

/** For messages of failed tests. */
export function wordsOf(page: PlainPage): string {
  const main = /<main>([\s\S]*)<\/main>/.exec(page.text)?.[1] ?? page.text
  return `${page.status} ${main
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300)}`
}

function readForm(url: string, attributes: string, body: string, whole: string): PlainForm {
  const id = attribute(attributes, 'id')
  const inputs = [...body.matchAll(/<input\b([^>]*)>/g)].map(([, text = '']) => text)
  const fields = inputs.flatMap((text): [string, string][] => {
    const name = attribute(text, 'name')
    const box = attribute(text, 'type') === 'checkbox' || attribute(text, 'type') === 'radio'
    if (name === undefined || (box && !/\bchecked\b/.test(text))) return []
    return [[name, attribute(text, 'value') ?? (box ? 'on' : '')]]
  })
  // A button may stand outside and name its form.
  const outside = id === undefined ? [] : whole.matchAll(new RegExp(`<button\\b([^>]*\\bform="${id}"[^>]*)>`, 'g'))
  const buttons = [...body.matchAll(/<button\b([^>]*)>/g), ...outside].flatMap(([, text = '']): [string, string][] => {
    const name = attribute(text, 'name')
    return name === undefined ? [] : [[name, attribute(text, 'value') ?? '']]
  })
  const purpose = fields.find(([name]) => name === 'do' || name === 'step')?.[1] ?? ''
  const method = attribute(attributes, 'method') === 'post' ? 'post' : 'get'
  return { method, action: new URL(attribute(attributes, 'action') ?? url, url).href, fields, buttons, purpose }
}

function attribute(text: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1]
  return value === undefined ? undefined : decoded(value)
}

function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
