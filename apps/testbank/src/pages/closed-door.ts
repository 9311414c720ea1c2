import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import { brandOf } from '../brands/brand.ts'
import { sendNotice } from './page-answer.ts'

/** What is said at the door of a bank in trouble, to programs in the words of several standards. */
const answer = {
  tppMessages: [{ category: 'ERROR', code: 'SERVICE_UNAVAILABLE', text: 'The bank is closed. Try again later.' }],
  error: 'temporarily_unavailable',
}

/** Nobody comes in at a bank that is closed: not to its interfaces, not to its authorization server. Its front page stays. */
export function closedDoor(bank: Bank) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const path = request.url.split('?')[0] ?? ''
    const brand = brandOf(path)
    const front = /^\/banks\/[a-z]+(\/(door|logo\.svg))?$/.test(path)
    if (!bank.closed.has(brand.id) || front) return undefined
    if (request.headers.accept?.includes('text/html')) return sendNotice(request, reply, 'closed', undefined, brand)
    return reply.code(503).type('application/json').send(answer)
  }
}
