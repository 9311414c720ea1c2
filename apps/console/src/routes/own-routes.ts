import { textFields } from '@raccord/home/form'
import { type Answer, notFound, sendAnswer } from '@raccord/home/send-answer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { base } from '../base.ts'
import { type Console, isOperator, type OperatorVisit } from '../console.ts'
import { problemPage } from '../pages/problem-page.ts'

export { notFound }

/** The version of what is changed that the form was made of. */
export const seenIn = (body: unknown): string => textFields(body)['seen'] ?? ''

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
      return sendAnswer(reply, answer, () => problemPage(visit, { kind: 'not_found' }))
    }
  return {
    get: (path, work) => void app.get(path, route(work, false)),
    post: (path, work) => void app.post(path, route(work, true)),
    postOwn: (path, work) => void app.post(path, route(work, false)),
  }
}
