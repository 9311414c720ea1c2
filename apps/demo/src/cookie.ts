import type { FastifyReply, FastifyRequest } from 'fastify'

const name = 'raccord_demo'

/** Id of the visitor that the browser's cookie names. */
export function readCookie(request: FastifyRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1]
}

/** Lax: sent when the widget leads back to us, not when another site posts a form here. */
export function setCookie(request: FastifyRequest, reply: FastifyReply, path: string, id: string | undefined): void {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const age = id === undefined ? 0 : 7200
  reply.header('set-cookie', `${name}=${id ?? ''}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`)
}
