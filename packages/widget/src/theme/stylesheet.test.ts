import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, hexOf, mix, parseColour, type Rgb } from './colour.ts'
import { themeStylesheet } from './stylesheet.ts'

const channel = fc.integer({ min: 0, max: 255 })
const colours = fc.tuple(channel, channel, channel)

function tokens(css: string): Record<string, Rgb>[] {
  return [...css.matchAll(/:root\{([^}]*)\}/g)].map(([, body = '']) =>
    Object.fromEntries(
      body.split(';').flatMap((rule) => {
        const [name = '', value = ''] = rule.split(':')
        const colour = parseColour(value)
        return colour ? [[name, colour]] : []
      }),
    ),
  )
}

describe('themeStylesheet', () => {
  it('keeps every text readable whatever colours are asked, in both schemes', () => {
    fc.assert(
      fc.property(colours, colours, fc.option(colours), (accent, ink, paper) => {
        const theme = {
          elements_color: hexOf(accent),
          font_color: hexOf(ink),
          ...(paper ? { paper: hexOf(paper) } : {}),
        }
        const { css, warnings } = themeStylesheet(theme)
        const fixed = paper && !warnings.some(({ parameter }) => parameter === 'paper')
        const schemes = tokens(css)
        expect(schemes).toHaveLength(fixed ? 1 : 2)
        const papers: Rgb[] = fixed
          ? [paper]
          : [
              [255, 255, 255],
              [17, 19, 24],
            ]
        for (const [index, scheme] of schemes.entries()) {
          const ground = papers[index]!
          const accentOf = scheme['--accent']!
          expect(contrast(accentOf, ground)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(scheme['--accent-ink']!, accentOf)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(scheme['--ink']!, ground)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(mix(scheme['--ink']!, ground, 0.68), ground)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      // Violet on green: the secondary text is readable, the text itself was not.
      {
        examples: [
          [
            [0, 0, 0],
            [98, 0, 243],
            [0, 229, 0],
          ],
        ],
      },
    )
  })

  it('leaves good colours as they are and says what it corrected', () => {
    expect(themeStylesheet({ elements_color: '#0a5' }).warnings).toEqual([
      { parameter: 'elements_color', reason: expect.stringContaining('drawn as #') },
    ])
    const { css, warnings } = themeStylesheet({ elements_color: '#123456' })
    expect(css).toContain('--accent:#123456')
    expect(warnings).toEqual([])
  })

  it.each([
    ['red;}body{display:none', 'elements_color'],
    ['url(https://evil.example)', 'font_color'],
    ['#12345', 'paper'],
    ['rgb(300,0,0)', 'paper'],
  ] as const)('refuses %j as %s', (value, parameter) => {
    expect(themeStylesheet({ [parameter]: value })).toEqual({
      css: '',
      warnings: [{ parameter, reason: 'not a colour' }],
    })
  })

  it('takes fonts by name only, corners within reason', () => {
    expect(themeStylesheet({ font: 'Avenir Next', radius: '4px' }).css).toBe(
      ':root{--font:"Avenir Next",system-ui,sans-serif;--radius:4px}',
    )
    const bad = themeStylesheet({ font: 'x";}*{color:red}', radius: '99' })
    expect(bad.css).toBe('')
    expect(bad.warnings.map(({ parameter }) => parameter)).toEqual(['font', 'radius'])
  })
})
