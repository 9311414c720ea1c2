import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'

/** Just enough of Raccord's API to see what the demo asks of it. */
export interface RaccordStub {
  readonly app: FastifyInstance
  readonly url: string
  /** The widget link's host is not called: the browser goes there. */
  readonly calls: string[]
  /** Access tokens that are accepted; empty it to let them expire. */
  readonly valid: Set<string>
}

interface TokenBody {
  grant_type: string
  client_secret: string
  username?: string
  password?: string
  refresh_token?: string
}

export async function raccordStub(): Promise<RaccordStub> {
  const app = Fastify()
  await app.register(formbody)
  const calls: string[] = []
  const valid = new Set<string>()
  const passwords = new Map<string, string>()
  let issued = 0

  app.addHook('onRequest', async (request) => {
    calls.push(`${request.method} ${request.url}`)
  })

  app.post<{ Body: TokenBody }>('/token', (request, reply) => {
    const { grant_type, client_secret, username = '', password, refresh_token } = request.body
    const known = grant_type !== 'password' || passwords.get(username) === password
    if (client_secret !== 'sandbox-secret' || !known || refresh_token === 'spent') {
      return reply.code(400).send({ error: 'invalid_grant', error_description: 'Unknown user or password' })
    }
    issued += 1
    valid.add(`access-${issued}`)
    return reply.send({
      access_token: `access-${issued}`,
      refresh_token: `refresh-${issued}`,
      token_type: 'Bearer',
      expires_in: 3600,
    })
  })

  app.post<{ Body: { email: string; password: string } }>('/v2.1/users', (request, reply) => {
    const { email, password } = request.body
    if (passwords.has(email)) return reply.code(409).send({ error: 'email_taken', error_description: 'Known email' })
    passwords.set(email, password)
    return reply.code(201).header('location', '/v2.1/users/17').send({ id: '17', email })
  })

  app.post<{ Body: { advance: string } }>('/v2.1/sandbox/clock', (request) => {
    calls.push(`clock ${request.body.advance}`)
    return { now: 0, test_bank: 'moved' }
  })

  app.post('/v2.1/widget_session', () => ({
    session_id: 's1',
    _links: { add_connection: 'https://widget.example/v2.1/widget/add_connection?session_id=s1' },
  }))

  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET') return
    if (valid.has((request.headers.authorization ?? '').replace('Bearer ', ''))) return
    return reply.code(401).send({ error: 'invalid_token', error_description: 'Expired', request_id: 'r-1' })
  })
  app.get('/v2.1/connections', () => [{ id: '5', name: 'Bank <b>', status: 'SUCCESS' }])
  app.get('/v2.1/accounts', () => [
    {
      id: '9',
      connection_id: '5',
      name: 'Everyday',
      type: 'CHECKINGS',
      account_number: '01',
      balance: -1234.5,
      currency: 'EUR',
    },
  ])
  app.get<{ Querystring: { page: string; limit: string } }>('/v2.1/transactions', ({ query }) => {
    const left = Math.max(0, 51 - (Number(query.page) - 1) * Number(query.limit))
    return Array.from({ length: Math.min(left, Number(query.limit)) }, (_, at) => ({
      id: String(at),
      // Midnight in Paris of 2 July 2025, which is still 1 July in UTC.
      date: 1751407200,
      label: `Bread ${query.page}/${at}`,
      amount: -1.2,
      currency: 'EUR',
      type: 'DEBIT',
      status: 'BOOKED',
    }))
  })

  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }), calls, valid }
}
