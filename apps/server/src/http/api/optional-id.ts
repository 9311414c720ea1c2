import { ApiError } from '../errors.ts'

/**
 * An id in a query. Somebody else's simply fits nothing; what is no id at all is a mistake of the caller.
 * @throws ApiError `invalid_request`
 */
export function optionalIdFrom(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(id)) throw new ApiError('invalid_request', `${field}: must be an id, decimal digits.`)
  return id
}
