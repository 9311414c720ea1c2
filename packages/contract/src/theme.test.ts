import { expect, test } from 'vitest'
import { readTheme } from './theme.ts'

test('a design is read by the rows of the parameter table', () => {
  expect(
    readTheme({
      elements_color: '3538cd',
      font_color: 'red',
      font: ' Open Sans ',
      scheme: 'Dark',
      paper: '#fffbeb',
      radius: 8,
    }),
  ).toEqual({
    theme: {
      elements_color: '#3538cd',
      font_color: '#ff0000',
      font: 'Open Sans',
      scheme: 'dark',
      paper: '#fffbeb',
      radius: '8',
    },
  })
  expect(readTheme({})).toEqual({ theme: {} })
})

test('the first rule that is broken is told with its parameter', () => {
  expect(readTheme({ scheme: 'dim', radius: '99' })).toEqual({
    parameter: 'scheme',
    rule: 'must be light, dark or auto',
  })
  expect(readTheme({ radius: '8', locale: 'fr' })).toEqual({
    ...{ parameter: 'locale', rule: 'is none of elements_color, font_color, font, scheme, paper, radius' },
  })
  expect(readTheme({ constructor: 'x' })).toMatchObject({ parameter: 'constructor' })
})
