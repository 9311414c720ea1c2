import { createDecipheriv } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// A key management service as an operator would write it in front of his own: a process with a key that never leaves it, and
// a socket. It opens what it wrapped: 12 bytes of nonce, ciphertext, 16 bytes of tag (AES-256-GCM, the name authenticated).
const [, , keyFile = '', socket = ''] = process.argv
const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64')

createServer((request, response) => {
  let text = ''
  request.on('data', (part) => {
    text += part
  })
  request.on('end', () => {
    try {
      if (request.url !== '/unwrap') throw new Error('no such call')
      const { key: name, wrapped } = JSON.parse(text) as { key: string | null; wrapped: string }
      const bytes = Buffer.from(wrapped, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAAD(Buffer.from(name ?? ''))
      decipher.setAuthTag(bytes.subarray(-16))
      const opened = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
      response.end(JSON.stringify({ key: opened.toString('base64') }))
    } catch {
      response.writeHead(403).end()
    }
  })
}).listen(socket, () => process.stdout.write('ready\n'))
