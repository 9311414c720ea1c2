import { expect, it } from 'vitest'
import { type FileFormat, fileFormats, formats } from './formats.ts'
import { account, createdAt, entry, written } from './testing/specimen.ts'

const options = { createdAt, accounts: 1, preset: 'actual', ofxVersion: 1 } as const

it.each<[FileFormat, string, string, boolean, boolean]>([
  ['ofx', 'application/x-ofx', 'OFXHEADER:100', false, true],
  ['qif', 'application/qif', '!Type:Bank', false, false],
  ['csv', 'text/csv; charset=utf-8; header=present', 'Date,Payee,Notes', true, false],
  ['xml', 'application/xml; charset=utf-8', '<?xml', false, true],
  ['beancount', 'text/plain; charset=utf-8', '; Banque du Port', false, false],
  ['hledger', 'text/plain; charset=utf-8', 'decimal-mark .', false, false],
])('%s is sent as %s, and begins with %s', async (name, mediaType, begins, pending, totals) => {
  expect(formats[name]).toMatchObject({ mediaType, pending, totals })
  const text = await written(formats[name].writer(options), [[account, [entry]]])
  expect(text.slice(0, begins.length)).toBe(begins)
})

it('every format has its row', () => expect(Object.keys(formats)).toEqual([...fileFormats]))
