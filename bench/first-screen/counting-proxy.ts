import { connect, createServer, type Socket } from 'node:net'

export interface CountingProxy {
  readonly url: string
  /** Bytes that went to the browser since the last call: status lines, headers and bodies, as they are on the wire. */
  take(): number
  stop(): Promise<void>
}

/** A TCP relay to `target` that counts what passes. Knows nothing of HTTP, so it can leave nothing out. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname: host, port } = new URL(target)
  let received = 0
  const open = new Set<Socket>()
  const server = createServer((browser) => {
    const origin = connect({ host, port: Number(port) })
    for (const socket of [browser, origin]) {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    origin.on('data', (chunk: Buffer) => {
      received += chunk.length
    })
    browser.pipe(origin)
    origin.pipe(browser)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    take() {
      const bytes = received
      received = 0
      return bytes
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
