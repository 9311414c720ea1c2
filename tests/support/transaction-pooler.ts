import { createConnection, createServer, type Socket } from 'node:net'

/** A pooler in transaction mode with one session behind it: PostgreSQL's protocol, version 3, without TLS or passwords. */
export interface TransactionPooler {
  readonly url: string
  close(): Promise<void>
}

const SSL_REQUEST = 80_877_103

export async function startTransactionPooler(serverUrl: string): Promise<TransactionPooler> {
  const target = new URL(serverUrl)
  const host = target.searchParams.get('host') ?? target.hostname
  const port = Number(target.searchParams.get('port') ?? (target.port || 5432))
  const sockets = new Set<Socket>()
  let upstream: Socket | undefined
  let greeting: Buffer | undefined
  /** Who is answered now, and what waits behind. */
  let turn: Promise<void> = Promise.resolve()

  /** Sends, and resolves to all that comes up to the next ReadyForQuery. */
  function exchange(session: Socket, message: Buffer): Promise<Buffer> {
    return new Promise((resolve) => {
      let received = Buffer.alloc(0)
      const onData = (data: Buffer): void => {
        received = Buffer.concat([received, data])
        if (!endsReady(received)) return
        session.off('data', onData)
        resolve(received)
      }
      session.on('data', onData)
      session.write(message)
    })
  }

  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => {})
    let started = false
    let waiting = Buffer.alloc(0)
    client.on('data', (data) => {
      waiting = Buffer.concat([waiting, data])
      const whole = waiting
      if (!started && whole.readInt32BE(4) === SSL_REQUEST) {
        waiting = Buffer.alloc(0)
        client.write('N')
        return
      }
      // Ends are the client's own.
      if (started && whole[0] === 'X'.charCodeAt(0)) return void client.end()
      if (started && !asksForAnswer(whole)) return
      waiting = Buffer.alloc(0)
      const isStart = !started
      started = true
      turn = turn.then(async () => {
        if (upstream === undefined) {
          upstream = host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${port}`) : createConnection(port, host)
          upstream.on('error', () => {})
          sockets.add(upstream)
        }
        if (isStart) greeting ??= await exchange(upstream, whole)
        const answer = isStart ? greeting : await exchange(upstream, whole)
        if (answer && !client.destroyed) client.write(answer)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = new URL(serverUrl)
  own.search = ''
  own.hostname = '127.0.0.1'
  own.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: own.href,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Query, or Sync. */
function asksForAnswer(messages: Buffer): boolean {
  for (let at = 0; at + 5 <= messages.length; at += 1 + messages.readInt32BE(at + 1)) {
    const type = String.fromCharCode(messages[at] ?? 0)
    if (type === 'Q' || type === 'S') return true
  }
  return false
}

/** The last whole message is ReadyForQuery. */
function endsReady(messages: Buffer): boolean {
  let at = 0
  let last = ''
  while (at + 5 <= messages.length) {
    last = String.fromCharCode(messages[at] ?? 0)
    at += 1 + messages.readInt32BE(at + 1)
  }
  return at === messages.length && last === 'Z'
}
