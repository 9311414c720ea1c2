import type { FastifyReply } from 'fastify'

/** No such thing, or not of who asks. */
export const notFound = Symbol('not found')

/** A page; a page that says what is wrong; somewhere else to go; nothing here; or the route has answered itself. */
export type Answer =
  | string
  | { readonly status: number; readonly page: string }
  | { readonly redirect: string }
  | typeof notFound
  | FastifyReply

export function sendAnswer(reply: FastifyReply, answer: Answer, notFoundPage: () => string): FastifyReply {
  if (typeof answer === 'string') return reply.send(answer)
  if (answer === notFound) return reply.code(404).send(notFoundPage())
  if ('redirect' in answer && typeof answer.redirect === 'string') return reply.redirect(answer.redirect, 303)
  if ('page' in answer) return reply.code(answer.status).send(answer.page)
  return reply
}
