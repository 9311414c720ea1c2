type Watched =
  | `RACCORD_${'AUTH' | 'API' | 'EMBED' | 'TESTBANK'}_URL`
  | `RACCORD_${'VAULT_KEY' | 'VAULT_KEY_FILE' | 'METRICS_TOKEN'}`

/** WIRE §10: a production start with a missing key, an http URL or a sandbox secret stops with a sentence. */
export function unsafeInProduction(set: Readonly<Partial<Record<Watched, string | undefined>>>): string | undefined {
  if (!set.RACCORD_VAULT_KEY && !set.RACCORD_VAULT_KEY_FILE)
    return 'RACCORD_VAULT_KEY or RACCORD_VAULT_KEY_FILE is missing: production needs 32 random bytes in base64 (openssl rand -base64 32), kept apart from the database.'
  for (const name of ['RACCORD_AUTH_URL', 'RACCORD_API_URL', 'RACCORD_EMBED_URL'] as const) {
    const value = set[name]
    if (!value) return `${name} is missing: production needs the public https URL.`
    if (!value.startsWith('https://')) return `${name} must begin with https:// in production.`
  }
  if (!set.RACCORD_METRICS_TOKEN)
    return 'RACCORD_METRICS_TOKEN is missing: /metrics needs a token of at least 16 characters in production.'
  if (set.RACCORD_TESTBANK_URL)
    return 'RACCORD_TESTBANK_URL is set: the test bank does not exist in production. Remove it.'
  return undefined
}

/** What no household and no production has. */
export function sandboxClientSetting(given: Readonly<Record<string, string>>): string | undefined {
  for (const name of ['RACCORD_SANDBOX_CLIENT_ID', 'RACCORD_SANDBOX_CLIENT_SECRET'])
    if (given[name] !== undefined)
      return `${name} is set: the sandbox client does not exist in production or home. Remove it.`
  return undefined
}
