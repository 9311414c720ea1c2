import { describe, expect, it } from 'vitest'
import { renderDocument } from '../document.tsx'
import { fixtures } from '../fixtures.ts'
import { translator } from '../messages/translate.ts'

export const urls = {
  script: '/assets/widget.js',
  steps: '/assets/steps.js',
  events: '/assets/events.js',
  style: '/assets/widget.css',
  stepsStyle: '/assets/steps.css',
}
const cases = fixtures.map((fixture) => [`${fixture.name} ${fixture.frame.locale}`, fixture] as const)

describe.each(cases)('%s', (_name, { screen, frame }) => {
  const html = renderDocument(screen, frame, urls)
  const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0

  it('is one document with one question and at most one primary button', () => {
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${frame.locale}">`))
    expect(html).toMatch(new RegExp(`<title>[^<]+ · ${frame.client.name}</title>`))
    expect([count(/<h1/g), count(/<main/g), count(/<header/g), count(/<footer/g)]).toEqual([1, 1, 1, 1])
    expect(count(/class="button"/g)).toBeLessThanOrEqual(1)
  })

  it('says first of all when something stopped the form', () => {
    const title = html.match(/<title>([^<]+)/)?.[1] ?? ''
    expect(title.startsWith(`${translator(frame.locale)('frame.error')} `)).toBe(/class="notice danger"/.test(html))
  })

  it('holds nothing that the security policy forbids', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src="\/)|javascript:/i)
  })

  it('sends every form home, complete', () => {
    for (const [form, attributes = '', inside = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
      // Signing in belongs to no session yet: what goes back is the client's own request.
      if (attributes.includes('method="get"') || screen.kind === 'sign_in') continue
      const files = attributes.includes('multipart')
      expect(attributes).toContain(`action="${files ? frame.upload : frame.action}"`)
      const names = [...inside.matchAll(/name="(session_id|page|do)" value="[^"]+"/g)].map(([, name]) => name)
      expect(names, form).toEqual(['session_id', 'page', 'do'])
    }
  })

  it('names every id once, every button and label target, and leaves no hole in a text', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of html.matchAll(/(?:for|form|href)="#?((?:step|answer|f_)[^"]*)"/g))
      expect(ids).toContain(target)
    const shown = html.replace(/\sdata-[a-z_-]+="[^"]*"/g, '').replace(/<[^>]+>/g, '\n')
    expect(shown).not.toMatch(/undefined|\[object|\{\w+\}|(^|\s)# /)
  })
})

const hostile = `"><img src=x onerror=alert(1)><script>alert(1)</script>'&`
const texts =
  /^(name|label|help|message|detail|destination|header|body|reference|parameter|bankHost|maskedNumber|value|query|proof|id|pageToken|type)$/

/** The same screen with every free text replaced by an attack. */
function attacked<T>(value: T, key = ''): T {
  if (typeof value === 'string') {
    const free =
      texts.test(key) && !/^(CHECKINGS|SAVINGS|LOAN|CREDIT_CARD|text|password|number|url|select)$/.test(value)
    return (free ? hostile : value) as T
  }
  if (Array.isArray(value)) return value.map((each) => attacked(each, key === 'aliases' ? 'name' : key)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, attacked(each, name)])) as T
}

describe('hostile texts', () => {
  it.each(cases)('stay text in %s', (_name, { screen, frame }) => {
    const html = renderDocument(attacked(screen), attacked(frame), urls)
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('<script>alert')
    // Nor out of an attribute: our own markup never holds this sequence.
    expect(html).not.toContain('"><img')
    expect(html).toContain('&lt;script>alert(1)&lt;/script>')
  })

  it('never become links that run', () => {
    const links = [
      'departUrl',
      'target',
      'backToClient',
      'bankUrl',
      'continueUrl',
      'dataPolicyUrl',
      'imageUrl',
      'logoUrl',
      'stylesheet',
    ]
    const poison = <T>(value: T, key = ''): T => {
      if (typeof value === 'string') return (links.includes(key) ? ' java\tscript:alert(1)' : value) as T
      if (Array.isArray(value)) return value.map((each) => poison(each)) as T
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poison(each, name)])) as T
    }
    for (const { screen, frame } of fixtures) {
      const html = renderDocument(poison(screen), poison({ ...frame, theme: { stylesheet: '/x.css' } }), urls)
      expect(html).not.toMatch(/java\s*script:alert/)
    }
  })
})
