import { constants, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// A signing service as an operator would write it: started as a process of its own with a key file and a socket path.
const [, , keyFile = '', socket = ''] = process.argv
const key = readFileSync(keyFile, 'utf8')

createServer((request, response) => {
  let text = ''
  request.on('data', (part) => {
    text += part
  })
  request.on('end', () => {
    const { algorithm, data } = JSON.parse(text) as { algorithm: string; data: string }
    const pss = algorithm.startsWith('rsa-pss-')
    const signature = sign(algorithm.endsWith('sha512') ? 'sha512' : 'sha256', Buffer.from(data, 'base64'), {
      key,
      ...(pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}),
    })
    response.end(JSON.stringify({ signature: signature.toString('base64') }))
  })
}).listen(socket, () => process.stdout.write('ready\n'))
