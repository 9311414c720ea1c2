import type { FastifyInstance, HTTPMethods } from 'fastify'
import { ApiError } from '../errors.ts'
import type { Route } from './define-route.ts'

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Fastify answers 404 for a path that exists with another method; 405 with `Allow` says what is wrong (RFC 9110 §15.5.6). */
export function refuseOtherMethods(api: FastifyInstance, routes: readonly Route[]): void {
  for (const url of new Set(routes.flatMap((route) => route.paths))) {
    const covering = routes.filter((route) => route.paths.some((path) => covers(path, url)))
    const served = new Set<HTTPMethods>(covering.map((route) => route.method))
    const allow = [...served, ...(served.has('GET') ? ['HEAD'] : [])].join(', ')
    const refuse = async (): Promise<never> => {
      throw new ApiError('method_not_allowed', `This path takes ${allow}.`, { allow })
    }
    api.route({
      method: methods.filter((method) => !served.has(method)),
      url,
      schema: { hide: true },
      onRequest: refuse,
      handler: refuse,
    })
  }
}

/** Whether requests to `path` may also fit `pattern`: `/users/me` is served by `/users/:id` where it has no such method. */
function covers(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return wanted.length === given.length && wanted.every((part, at) => part === given[at] || part.startsWith(':'))
}
