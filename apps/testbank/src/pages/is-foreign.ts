import type { FastifyRequest } from 'fastify'
import type { Bank } from '../bank/bank.ts'

/** A form posted by another site. The page's address is a secret already; this is the second lock. */
export function isForeign(bank: Bank, request: FastifyRequest): boolean {
  const { origin } = request.headers
  if (origin === undefined) return false
  return origin !== `http://${request.host}` && origin !== `https://${request.host}` && origin !== bank.origin()
}
