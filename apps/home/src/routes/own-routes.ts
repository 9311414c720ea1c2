import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Home, isMember, type MemberVisit } from '../home.ts'
import { problemPage } from '../pages/problem-page.ts'

/** No such thing, or not this member's. */
export const notFound = Symbol('not found')

/** A page; a page that says what is wrong; somewhere else to go; nothing here; or the route has answered itself. */
export type Answer =
  | string
  | { readonly status: number; readonly page: string }
  | { readonly redirect: string }
  | typeof notFound
  | FastifyReply

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
      if (typeof answer === 'string') return reply.send(answer)
      if (answer === notFound) return reply.code(404).send(problemPage(visit, { kind: 'not_found' }))
      if ('redirect' in answer && typeof answer.redirect === 'string') return reply.redirect(answer.redirect, 303)
      if ('page' in answer) return reply.code(answer.status).send(answer.page)
      return reply
    }
  return {
    get: (path, work) => void app.get(path, route(work)),
    post: (path, work) => void app.post(path, route(work)),
  }
}
