import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Home, isMember, type MemberVisit } from '../home.ts'
import { problemPage } from '../pages/problem-page.ts'
import { type Answer, notFound, sendAnswer } from './send-answer.ts'

export { notFound }

type Work = (visit: MemberVisit, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>

/** Routes for who is signed in. Anybody else is led to the door. */
export interface OwnRoutes {
  get(path: string, work: Work): void
  post(path: string, work: Work): void
}

export function ownRoutes(app: FastifyInstance, home: Home): OwnRoutes {
  const route =
    (work: Work) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const visit = await home.visit(request)
      if (!isMember(visit)) return reply.redirect('/home/sign-in', 303)
      const answer = await work(visit, request, reply)
      return sendAnswer(reply, answer, () => problemPage(visit, { kind: 'not_found' }))
    }
  return {
    get: (path, work) => void app.get(path, route(work)),
    post: (path, work) => void app.post(path, route(work)),
  }
}
