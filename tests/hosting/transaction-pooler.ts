// A pooler in transaction mode, as far as simple queries go, in a process of its own: each transaction gets the session that was
// given back last.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

const upstream = new URL(process.env['POOLER_TO'] ?? '')
const free: Socket[] = []
const line: (() => void)[] = []

/** Whole messages of the server; what is left begins the next. */
function split(buffer: Buffer): { whole: Buffer; rest: Buffer; idle: boolean } {
  let at = 0
  let idle = false
  while (at + 5 <= buffer.length) {
    const end = at + 1 + buffer.readInt32BE(at + 1)
    if (end > buffer.length) break
    if (buffer[at] === 0x5a) idle = buffer[at + 5] === 0x49
    at = end
  }
  return { whole: buffer.subarray(0, at), rest: buffer.subarray(at), idle }
}

function startup(): Buffer {
  const words = ['user', decodeURIComponent(upstream.username), 'database', upstream.pathname.slice(1), '', '']
  const body = Buffer.from(
    words
      .slice(0, 4)
      .map((word) => `${word}\0`)
      .join('')
      .concat('\0'),
  )
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + body.length, 0)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, body])
}

async function session(): Promise<{ socket: Socket; greeting: Buffer }> {
  const socket = connect(Number(upstream.port || 5432), upstream.hostname)
  socket.on('error', () => socket.destroy())
  socket.write(startup())
  let greeting: Buffer = Buffer.alloc(0)
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    greeting = Buffer.concat([greeting, chunk])
    if (split(greeting).idle) return { socket, greeting }
  }
}

const sessions = await Promise.all([1, 2, 3].map(() => session()))
free.push(...sessions.map(({ socket }) => socket))
const greeting = sessions[0]?.greeting ?? Buffer.alloc(0)

async function take(): Promise<Socket> {
  if (free.length === 0) await new Promise<void>((go) => line.push(go))
  return free.pop() as Socket
}

const server = createServer((client) => {
  client.on('error', () => client.destroy())
  let held: Socket | undefined
  let greeted = false
  let turn = Promise.resolve()
  const hold = async () => {
    const socket = await take()
    held = socket
    let rest: Buffer = Buffer.alloc(0)
    const read = (chunk: Buffer) => {
      const parts = split(Buffer.concat([rest, chunk]))
      rest = parts.rest
      if (parts.idle) {
        socket.off('data', read)
        held = undefined
        free.push(socket)
        line.shift()?.()
      }
      client.write(parts.whole)
    }
    socket.on('data', read)
    return socket
  }
  client.on('data', (chunk: Buffer) => {
    turn = turn.then(async () => {
      if (!greeted) {
        greeted = true
        client.write(greeting)
      } else if (chunk[0] !== 0x58) (held ?? (await hold())).write(chunk)
    })
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`Pooler ready: ${typeof address === 'object' && address ? address.port : 0}`)
})
process.once('SIGTERM', () => process.exit(0))
