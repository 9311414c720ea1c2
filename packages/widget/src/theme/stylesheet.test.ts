import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, hexOf, mix, parseColour, type Rgb } from './colour.ts'
import { schemes, tiles } from './scheme.ts'
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
  const asked = fc.constantFrom(undefined, 'light', 'dark', 'auto')
  it('keeps every text readable whatever colours and scheme are asked, on every background they stand on', () => {
    fc.assert(
      fc.property(colours, colours, fc.option(colours), asked, (accent, ink, paper, scheme) => {
        const { css, warnings } = themeStylesheet({
          elements_color: hexOf(accent),
          font_color: hexOf(ink),
          ...(paper ? { paper: hexOf(paper) } : {}),
          ...(scheme ? { scheme } : {}),
        })
        const ownPaper = paper && !warnings.some(({ parameter }) => parameter === 'paper') ? paper : undefined
        const fixed = scheme === 'light' || scheme === 'dark' || (scheme === undefined && ownPaper !== undefined)
        const drawn = tokens(css)
        expect(drawn).toHaveLength(fixed ? 1 : 2)
        for (const [index, scheme] of drawn.entries()) {
          const base = schemes[index === 0 ? 'light' : 'dark']
          const of = (name: string): Rgb => scheme[`--${name}`] ?? base[name as keyof typeof base]
          const ground = of('paper')
          const wash = mix(of('ink'), ground, 0.04)
          for (const [text, ...grounds] of [
            [of('ink'), ground, wash, mix(of('accent'), ground, 0.08)],
            [mix(of('ink'), ground, 0.68), ground, wash],
            [of('accent'), ground, mix(of('accent'), ground, 0.08)],
            [scheme['--accent-ink']!, of('accent')],
            ...(['ok', 'warn', 'danger'] as const).map((name) => [of(name), ground, mix(of(name), ground, 0.09), wash]),
          ] as [Rgb, ...Rgb[]][])
            for (const under of grounds) expect(contrast(text, under)).toBeGreaterThanOrEqual(4.5)
        }
        if (ownPaper) expect(css).toContain(`--paper:${hexOf(ownPaper)}`)
      }),
      // Violet on green: the secondary text is readable, the text itself was not. Grey: signs of warning were not.
      {
        examples: [
          [[0, 0, 0], [98, 0, 243], [0, 229, 0], undefined],
          [[0, 0, 0], [0, 0, 0], [190, 190, 190], 'auto'],
        ],
      },
    )
  })

  it('knows the colours of tokens.css', async () => {
    const text = await readFile(new URL('tokens.css', import.meta.url), 'utf8')
    const written = tokens(text.replaceAll(/\s/g, ''))
    expect(written).toHaveLength(2)
    for (const [index, scheme] of [schemes.light, schemes.dark].entries())
      for (const [name, value] of Object.entries(scheme)) expect(written[index]?.[`--${name}`]).toEqual(value)
    const monograms = [...text.matchAll(/--tile: (.*);\s+--tile-ink: (.*);/g)].map((match) => match.slice(1))
    expect(monograms).toEqual([tiles.light, tiles.dark])
  })

  const light = hexOf(schemes.light.paper)
  const dark = hexOf(schemes.dark.paper)
  it.each([
    ['light', { scheme: 'light' }, [['light', light]]],
    ['dark', { scheme: 'dark' }, [['dark', dark]]],
    ['auto', { scheme: 'auto' }, []],
    ['a paper alone decides', { paper: '#fffbeb' }, [['light', '#fffbeb']]],
    ['a dark paper alone decides', { paper: '#101820' }, [['dark', '#101820']]],
    [
      'auto with a paper: it is for its own scheme',
      { scheme: 'auto', paper: '#fffbeb' },
      [
        ['light', '#fffbeb'],
        ['dark', dark],
      ],
    ],
    ['a paper of the other scheme', { scheme: 'dark', paper: '#fffbeb' }, [['dark', dark]]],
  ] as const)('scheme: %s', (_name, theme, expected) => {
    const { css, warnings } = themeStylesheet(theme)
    const seen = [...css.matchAll(/color-scheme:(light|dark);.*?--paper:(#\w{6})/g)].map((match) => match.slice(1))
    expect(seen).toEqual(expected)
    const crossed = 'paper' in theme && 'scheme' in theme && theme.scheme === 'dark'
    expect(warnings.map(({ parameter }) => parameter)).toEqual(crossed ? ['paper'] : [])
  })

  it('refuses a scheme it does not know', () => {
    expect(themeStylesheet({ scheme: 'dim' })).toEqual({
      css: '',
      warnings: [{ parameter: 'scheme', reason: 'not light, dark or auto' }],
    })
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
