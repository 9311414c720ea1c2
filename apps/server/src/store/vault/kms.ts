import { z } from 'zod'
import { askLocalService, LocalServiceError } from '../../identity/local-service.ts'

const answer = z.object({ key: z.base64() })
const ENTRY = /^(?:([A-Za-z0-9._-]{1,32}):)?([A-Za-z0-9+/_-]{16,8192}={0,2})$/

/**
 * Keys that a key management service has wrapped: it is asked at start to open each, so that what rests in settings and
 * files opens nothing by itself. `POST {"key":"<name or null>","wrapped":"<base64>"}` to `/unwrap`, answered by
 * `{"key":"<base64 of 32 bytes>"}`.
 *
 * @param text as a key ring is written, with what the service wrapped in the place of keys
 * @returns the same text with the keys
 * @throws Error a sentence for the operator
 */
export async function unwrapKeys(text: string, source: string, address: string): Promise<string> {
  const keys: string[] = []
  for (const [index, entry] of text
    .split(/[\s,]+/)
    .filter(Boolean)
    .entries()) {
    const [, name, wrapped] = ENTRY.exec(entry) ?? []
    if (wrapped === undefined) throw new Error(`${source}, key ${index + 1}: not base64, as RACCORD_VAULT_KMS needs it`)
    const key = await unwrap(address, name, wrapped, index + 1)
    keys.push(name === undefined ? key : `${name}:${key}`)
  }
  return keys.join('\n')
}

async function unwrap(address: string, name: string | undefined, wrapped: string, place: number): Promise<string> {
  const body = { key: name ?? null, wrapped: Buffer.from(wrapped, 'base64').toString('base64') }
  const answered = await askLocalService(address, '/unwrap', body).catch((error: unknown) => {
    if (!(error instanceof LocalServiceError)) throw error
    throw new Error(`RACCORD_VAULT_KMS: the service ${error.message} for key ${place}.`)
  })
  const parsed = answer.safeParse(answered)
  if (!parsed.success || Buffer.from(parsed.data.key, 'base64').length !== 32)
    throw new Error(`RACCORD_VAULT_KMS: what the service answered for key ${place} is not a key of 32 bytes.`)
  return parsed.data.key
}
