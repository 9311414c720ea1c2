import { RaccordError } from '@raccord/sdk'
import type { FastifyInstance } from 'fastify'
import type { Demo } from './demo.ts'
import { textFields } from './form.ts'
import { connectPage } from './pages/connect-page.ts'
import { signInPage } from './pages/sign-in-page.ts'

const userScopes = 'accounts_manage connections_manage connections_sync transactions_read'

const isRefusal = (error: unknown, status: number): error is RaccordError =>
  error instanceof RaccordError && error.status === status

/** A person signs in to us; behind it he is created at Raccord, and we get tokens that act for him. */
export function signInRoutes(app: FastifyInstance, demo: Demo): void {
  app.get('/', (request) => {
    const visitor = demo.visitor(request)
    return visitor ? connectPage(demo.frame(visitor)) : signInPage(demo.frame())
  })

  app.post('/users', async (request, reply) => {
    const { email = '', password = '' } = textFields(request.body)
    try {
      const made = await demo.raccord.createUser({ email, password }).result()
      // The email is taken: then he has been here before, and his password will tell.
      if (!made.ok && made.error.code !== 'email_taken') throw made.error
      const user = await demo.raccord.signIn(email, password, { scope: userScopes })
      demo.welcome(request, reply, { email, user })
    } catch (error) {
      if (!isRefusal(error, 400)) throw error
      const wrong = error.code === 'invalid_grant' ? 'This email is known, with another password.' : error.message
      return reply.code(400).send(signInPage(demo.frame(), wrong))
    }
    return reply.redirect(demo.base, 303)
  })

  app.post('/sign-out', (request, reply) => {
    demo.goodbye(request, reply)
    return reply.redirect(demo.base, 303)
  })
}
