import type { Page } from './browser.ts'

/** What a person sees of a page: which screen it is, its forms and links. Reads only what our pages and the test bank's write. */
export function screenKind(page: Page): string | undefined {
  return /data-kind="([a-z_]+)"/.exec(page.html)?.[1]
}

/** The form whose field `name` holds `value`: where it is sent, and its hidden fields. */
export function formWith(page: Page, name: string, value: string): { url: string; fields: Record<string, string> } {
  for (const [form] of page.html.matchAll(/<form[\s\S]*?<\/form>/g)) {
    const fields: Record<string, string> = {}
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const given = attribute(input, 'name')
      const type = attribute(input, 'type')
      if (given === undefined || (type === 'checkbox' && !/\schecked\b/.test(input))) continue
      if (type === 'hidden' || type === 'checkbox') fields[given] = attribute(input, 'value') ?? ''
    }
    if (fields[name] === value) return { url: new URL(attribute(form, 'action') ?? '', page.url).href, fields }
  }
  throw new Error(
    `no form with ${name}=${value} on ${screenKind(page) ?? 'a page'} (${page.status}): ${page.html.slice(0, 300)}`,
  )
}

/** Where the link goes whose address holds `part`. */
export function linkTo(page: Page, part: string): string {
  for (const [, href] of page.html.matchAll(/<a [^>]*href="([^"]+)"/g)) {
    const url = unescaped(href ?? '')
    if (url.includes(part)) return new URL(url, page.url).href
  }
  throw new Error(`no link to ${part} on ${screenKind(page) ?? 'a page'} (${page.status})`)
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&#39;', "'")
}
