export interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/**
 * Start tags of a document, by the tokenisation that matters here (HTML §13.2.5): a quoted attribute may hold `>`, text
 * may hold anything but `<`. Written for this suite so that it does not share a mistake with the renderer.
 */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = []
  let at = 0
  for (;;) {
    const open = html.indexOf('<', at)
    if (open < 0) return tags
    const name = /^[A-Za-z][^\s/>]*/.exec(html.slice(open + 1, open + 80))?.[0]
    if (name === undefined) {
      at = open + 1
      continue
    }
    const { attributes, end } = readAttributes(html, open + 1 + name.length)
    tags.push({ name: name.toLowerCase(), attributes })
    at = end
  }
}

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>()
  const pattern = /[\s/]*(?:(>)|([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?)/y
  pattern.lastIndex = from
  for (;;) {
    const found = pattern.exec(html)
    if (!found || found[1] !== undefined) return { attributes, end: found ? pattern.lastIndex : html.length }
    attributes.set((found[2] ?? '').toLowerCase(), decoded(found[3] ?? found[4] ?? found[5] ?? ''))
  }
}

const addresses = ['href', 'src', 'action', 'formaction', 'content', 'data', 'poster', 'srcset']

const runs = /^(?:javascript|vbscript|data:(?!,|image\/))/i

/** What a page holds that could run or style in place, or lead to a script. Empty for every page of ours. */
export function activeParts(html: string): string[] {
  return tagsOf(html).flatMap(({ name, attributes }) => {
    const found: string[] = []
    if (name === 'style') found.push('<style>')
    if (name === 'script' && !attributes.has('src')) found.push('<script> inline')
    if (['base', 'object', 'embed', 'iframe', 'frame'].includes(name)) found.push(`<${name}>`)
    for (const [attribute, value] of attributes) {
      if (attribute.startsWith('on')) found.push(`${name} ${attribute}`)
      if (attribute === 'style' || attribute === 'srcdoc') found.push(`${name} ${attribute}`)
      if (addresses.includes(attribute) && runs.test(value.replace(/[^!-~]/g, '')))
        found.push(`${name} ${attribute}=${value.slice(0, 40)}`)
    }
    return found
  })
}

function decoded(text: string): string {
  const names: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" }
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_whole, hex?: string, digits?: string) =>
      String.fromCodePoint(hex === undefined ? Number(digits) : Number.parseInt(hex, 16)),
    )
    .replace(/&(quot|amp|lt|gt|apos);/g, (_whole, name: string) => names[name] ?? '')
}
