import { createServer, request } from 'node:http'
import { freePort } from '../../support/free-port.ts'
import { type RunningBank, startTestBank } from '../../support/raccord-process.ts'

export interface Exchange {
  readonly method: string
  readonly path: string
  readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>
  readonly requestBody: string
  readonly status: number
  readonly location: string | undefined
  readonly answer: string
}

/** The test bank behind something that sees every byte between it and the rest of the world, and may change what the bank says. */
export interface BankProxy {
  /** Address of the bank for everybody. */
  readonly url: string
  readonly bank: RunningBank
  readonly exchanges: readonly Exchange[]
  /** Called with each JSON answer of the bank; what it returns goes on in its place. */
  tamper: ((path: string, answer: string) => string) | undefined
  stop(): Promise<void>
}

export async function startBankProxy(): Promise<BankProxy> {
  const bankPort = await freePort()
  const exchanges: Exchange[] = []
  const proxy: { tamper: BankProxy['tamper'] } = { tamper: undefined }
  const server = createServer((incoming, outgoing) => {
    const taken: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => taken.push(chunk))
    incoming.on('end', () => {
      const { method = 'GET', url = '/', headers } = incoming
      const requestBody = Buffer.concat(taken)
      const onward = { ...headers }
      delete onward['accept-encoding']
      const toBank = request({ host: '127.0.0.1', port: bankPort, method, path: url, headers: onward }, (answer) => {
        const given: Buffer[] = []
        answer.on('data', (chunk: Buffer) => given.push(chunk))
        answer.on('end', () => {
          const bytes = Buffer.concat(given)
          const isJson = String(answer.headers['content-type']).includes('json')
          const said = isJson && proxy.tamper ? Buffer.from(proxy.tamper(url, bytes.toString('utf8'))) : bytes
          exchanges.push({
            ...{ method, path: url, requestHeaders: headers, requestBody: requestBody.toString('utf8') },
            ...{ status: answer.statusCode ?? 0, location: answer.headers.location, answer: bytes.toString('utf8') },
          })
          const { 'transfer-encoding': _chunked, 'content-length': _length, ...rest } = answer.headers
          outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'content-length': said.length }).end(said)
        })
        answer.on('error', () => outgoing.destroy())
      })
      toBank.on('error', () => outgoing.destroy())
      toBank.end(requestBody)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const bank = await startTestBank({ RACCORD_TESTBANK_URL: url, RACCORD_TESTBANK_PORT: String(bankPort) })
  return Object.assign(proxy, {
    url,
    bank,
    exchanges,
    async stop() {
      await bank.stop()
      server.closeAllConnections()
      server.close()
    },
  })
}
