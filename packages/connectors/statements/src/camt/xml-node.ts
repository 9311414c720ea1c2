import { XMLParser } from 'fast-xml-parser'

/** An element as fast-xml-parser gives it: text, or its members; repeated ones as arrays; attributes behind `@`. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] }

/**
 * Entities are off altogether: nothing that a document declares is ever looked up, and the five of XML itself are decoded
 * by `textOf`. Values stay text: an amount must keep its digits, a reference its zeros.
 */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: false,
})

/** One element, by its own name. `undefined`: not well-formed. */
export function parseElement(xml: string, name: string): XmlNode | undefined {
  try {
    const root: unknown = parser.parse(plain(xml))
    if (typeof root !== 'object' || root === null || !Object.hasOwn(root, name)) return undefined
    const node = (root as { readonly [name: string]: unknown })[name]
    return typeof node === 'string' || (typeof node === 'object' && node !== null && !Array.isArray(node))
      ? (node as XmlNode)
      : undefined
  } catch {
    return undefined
  }
}

/** Text of `CDATA` as any other: what looks like an entity there is none (XML 1.0 §2.7). */
function plain(xml: string): string {
  const [opening, closing] = ['<![CDATA[', ']]>']
  const pieces: string[] = []
  let from = 0
  for (let at = xml.indexOf(opening); at !== -1; at = xml.indexOf(opening, from)) {
    const end = xml.indexOf(closing, at)
    if (end === -1) break
    const text = xml.slice(at + opening.length, end)
    pieces.push(
      xml.slice(from, at),
      text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
    )
    from = end + closing.length
  }
  return from === 0 ? xml : pieces.join('') + xml.slice(from)
}

/** All members of that name. */
export function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string' || !Object.hasOwn(node, name)) return []
  const found = node[name]
  if (found === undefined) return []
  return Array.isArray(found) ? found : [found as XmlNode]
}

/** The first element on that way down. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let here = node
  for (const name of path) here = all(here, name)[0]
  return here
}

/** Text of the element on that way down, decoded and trimmed, never empty. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  return textOf(at(node, ...path))
}

/** The first of several ways that leads to a text: messages differ between their versions. */
export function textAtAny(node: XmlNode | undefined, ...paths: readonly (readonly string[])[]): string | undefined {
  for (const path of paths) {
    const text = textAt(node, ...path)
    if (text !== undefined) return text
  }
  return undefined
}

export function textOf(node: XmlNode | undefined): string | undefined {
  const text = typeof node === 'object' && Object.hasOwn(node, '#text') ? node['#text'] : node
  return typeof text === 'string' ? decode(text).trim() || undefined : undefined
}

const predefined: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** XML 1.0 §4.6 and character references; any other name stays as it is written. */
function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return predefined[String(name)] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}
