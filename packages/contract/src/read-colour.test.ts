import { expect, test } from 'vitest'
import { readColour } from './read-colour.ts'

test.each([
  ['RebeccaPurple', '#663399'],
  ['red', '#ff0000'],
  ['LIGHTGOLDENRODYELLOW', '#fafad2'],
  ['#35C', '#3355cc'],
  ['3538cd', '#3538cd'],
  ['%233538CD', '#3538cd'],
  ['#3538cdff', '#3538cd'],
  ['#0000', '#ffffff'],
  ['#00000080', '#7f7f7f'],
  ['rgb(53, 56, 205)', '#3538cd'],
  ['rgb(53 56 205)', '#3538cd'],
  ['RGBA(0,0,0,.5)', '#808080'],
  ['rgb(100% 0% 0% / 50%)', '#ff8080'],
  ['rgb(300, -20, 0)', '#ff0000'],
  ['rgb( 1.4 , +2 , .6 )', '#010201'],
  ['rgb(0,0,0,200%)', '#000000'],
  ['rgb(50% 0% 0%)', '#800000'],
  ['#12345678', '#8f9faf'],
  ['#123f', '#112233'],
])('%s is %s', (text, value) => {
  expect(readColour(text)).toEqual({ value })
})

test.each([
  '',
  '#12',
  '#12345',
  'rgb(1,2)',
  'rgb(1,2,3',
  'rgb(1 2, 3)',
  'rgb(a,b,c)',
  'constructor',
  'transparent;x',
  'url(#a)',
  '##fff',
  'rgb(1,2,3)}',
  '{rgb(1,2,3)',
  'rgb(1 2 3)}',
  '{rgb(1 2 3)',
  '#fff;',
  'x#fff',
  '#1234567',
])('%j is none', (text) => {
  expect(readColour(text)).toMatchObject({ broken: expect.stringContaining('colour') })
})
