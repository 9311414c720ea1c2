import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { base } from '../base.ts'
import { type Console, isOperator, type OperatorVisit } from '../console.ts'
import { problemPage } from '../pages/problem-page.ts'

export const notFound = Symbol('not found')

/** A page; a page with another status; somewhere else to go; nothing here; or the route has answered itself. */
export type Answer =
  | string
  | { readonly status: number; readonly page: string }
  | { readonly redirect: string }
  | typeof notFound
  | FastifyReply

type Work = (visit: OperatorVisit, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>

/** Routes for who is signed in. Anybody else is led to the door. */
export interface OwnRoutes {
  get(path: string, work: Work): void
  /** Only for the role `operator`: whatever posts changes something. */
  post(path: string, work: Work): void
  /** Of his own access alone: for every role. */
  postOwn(path: string, work: Work): void
}

export function ownRoutes(app: FastifyInstance, desk: Console): OwnRoutes {
  const route =
    (work: Work, changes: boolean) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const visit = await desk.visit(request)
      if (!isOperator(visit)) return reply.redirect(`${base}/sign-in`, 303)
      if (changes && visit.operator.role !== 'operator')
        return reply.code(403).send(problemPage(visit, { kind: 'role' }))
      const answer = await work(visit, request, reply)
      if (typeof answer === 'string') return reply.send(answer)
      if (answer === notFound) return reply.code(404).send(problemPage(visit, { kind: 'not_found' }))
      if ('redirect' in answer && typeof answer.redirect === 'string') return reply.redirect(answer.redirect, 303)
      if ('page' in answer) return reply.code(answer.status).send(answer.page)
      return reply
    }
  return {
    get: (path, work) => void app.get(path, route(work, false)),
    post: (path, work) => void app.post(path, route(work, true)),
    postOwn: (path, work) => void app.post(path, route(work, false)),
  }
}
