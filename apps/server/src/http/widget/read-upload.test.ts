import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readUpload } from './visit/read-upload.ts'

async function sent(form: FormData) {
  const request = new Request('http://x.example/', { method: 'POST', body: form })
  const bytes = Buffer.from(await request.arrayBuffer())
  return { bytes, type: request.headers.get('content-type') ?? '' }
}
const read = (bytes: Iterable<Buffer>, type: string) => readUpload(Readable.from(bytes) as IncomingMessage, type)

it('takes fields and files apart; an empty file field is none, and a name is no path', async () => {
  const form = new FormData()
  form.set('session_id', 's')
  form.append('files', new Blob(['one']), '../../etc/a\u202e.csv')
  form.append('files', new Blob([]), '')
  form.append('other', new Blob(['x']), 'b.csv')
  const { bytes, type } = await sent(form)
  const got = await read([bytes], type)
  expect(got?.fields).toEqual({ session_id: 's' })
  expect(got?.sent).toMatchObject([{ name: 'a.csv' }])
})

it('answers what is too large, too many, or no form, without taking it apart', async () => {
  const piece = Buffer.alloc(1_000_000, 65)
  const many = Array.from({ length: 30 }, () => piece)
  expect(await read(many, 'multipart/form-data; boundary=x')).toEqual({ fields: {}, sent: 'too_large' })
  const form = new FormData()
  for (let at = 0; at < 80; at += 1) form.append('files', new Blob(['x']), `${at}.csv`)
  const { bytes, type } = await sent(form)
  expect(await read([bytes], type)).toMatchObject({ sent: 'too_many' })
  expect(await read([Buffer.from('--x\r\nnonsense')], 'multipart/form-data; boundary=x')).toBeUndefined()
  expect(await read([bytes], 'multipart/form-data')).toBeUndefined()
})
