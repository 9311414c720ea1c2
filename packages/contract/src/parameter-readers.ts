import { type ExpectedAccountTypes, expectedAccountTypes } from './account-types.ts'
import { type ColourScheme, colourSchemes } from './colour-scheme.ts'
import { anyLanguage, type Locale, locales } from './locale.ts'
import type { Reading } from './parameters.ts'

/* Each reader takes the text of one query value and answers with a value or with the rule that was broken. */

export function readBoolean(text: string): Reading<boolean> {
  if (text === 'true') return { value: true }
  if (text === 'false') return { value: false }
  return { broken: 'must be true or false' }
}

export function readExpected(text: string): Reading<ExpectedAccountTypes> {
  const found = expectedAccountTypes.find((type) => type === text.trim().toUpperCase())
  return found ? { value: found } : { broken: 'must be ALL, PAYMENT or OTHER' }
}

export function readSeconds(text: string): Reading<number> {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 3600) return { broken: 'must be whole seconds from 0 to 3600' }
  return { value: Number(text) }
}

export function readId(text: string): Reading<string> {
  return /^[1-9]\d{0,15}$/.test(text) ? { value: text } : { broken: 'must be an id: decimal digits' }
}

/** Unreadable members are left out with a warning: the widget opens all the same. */
export function readIds(text: string): Reading<readonly string[]> {
  const members = split(text)
  const good = [...new Set(members.filter((member) => /^[1-9]\d{0,15}$/.test(member)))].slice(0, 100)
  return good.length === members.length
    ? { value: good }
    : { value: good, warning: 'members that are no ids, doubled, or beyond the first 100 were left out' }
}

export function readCountries(text: string): Reading<readonly string[]> {
  const members = split(text).map((member) => member.toUpperCase())
  const good = [...new Set(members.filter((member) => /^[A-Z]{2}$/.test(member)))].slice(0, 60)
  if (good.length === 0 && members.length > 0) return { broken: 'must be a comma list of two-letter country codes' }
  return good.length === members.length
    ? { value: good }
    : { value: good, warning: 'members that are no country codes were left out' }
}

/** `fr`, `en_GB`, `it-IT`, `FR`: the language counts, the region does not. */
export function readLocale(text: string): Reading<Locale> {
  const language = text.trim().toLowerCase().split(/[-_]/)[0]
  const found = locales.find((locale) => locale === language)
  return found ? { value: found } : { broken: `must be ${anyLanguage} (${locales.join(', ')})` }
}

export function readText(max: number): (text: string) => Reading<string> {
  return (text) => {
    const clean = stripControls(text.replace(/\r\n?/g, '\n'))
    return clean.length <= max ? { value: clean } : { broken: `must be at most ${max} characters` }
  }
}

/** Form only; whether the client registered it is checked where the client is known. */
export function readUrl(text: string): Reading<string> {
  if (text.length > 2000) return { broken: 'must be at most 2000 characters' }
  // Control characters and backslashes are read differently by different parsers: refused before any parser sees them.
  if (stripControls(text) !== text || /[\s\\]/.test(text)) return { broken: 'must be an absolute http or https URL' }
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return { broken: 'must be an absolute http or https URL' }
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { broken: 'must be an absolute http or https URL' }
  if (url.username !== '' || url.password !== '') return { broken: 'must not hold a user name or password' }
  return { value: text }
}

export function readScheme(text: string): Reading<ColourScheme> {
  const found = colourSchemes.find((scheme) => scheme === text.trim().toLowerCase())
  return found ? { value: found } : { broken: 'must be light, dark or auto' }
}

/** `8` and `8px`. */
export function readRadius(text: string): Reading<number> {
  const pixels = /^(\d{1,2})(?:px)?$/.exec(text.trim())?.[1]
  return pixels !== undefined && Number(pixels) <= 24
    ? { value: Number(pixels) }
    : { broken: 'must be whole pixels from 0 to 24' }
}

export function readFont(text: string): Reading<string> {
  const name = text.trim()
  return /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,49}$/u.test(name) ? { value: name } : { broken: 'must be a font family name' }
}

function split(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
}

/** Line feeds and tabs stay; other control characters and bidirectional overrides, which could disguise a text, go. */
function stripControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
}
