import { expect, it } from 'vitest'
import { escapeXml, leaf } from './xml.ts'

it('text is no markup', () => {
  expect(escapeXml(`<a b="c">'&amp;`)).toBe(`&lt;a b=&quot;c&quot;&gt;'&amp;amp;`)
})

it('an element holds one line, up to a length; for no text there is none', () => {
  expect(leaf('Nm', ' a\n<b> ')).toBe('<Nm>a &lt;b&gt;</Nm>')
  expect(leaf('Nm', 'abcd', 3)).toBe('<Nm>abc</Nm>')
  expect([leaf('Nm', undefined), leaf('Nm', ' ')]).toEqual(['', ''])
})
