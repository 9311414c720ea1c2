/** A `Signature` header taken apart (draft-cavage-http-signatures-12 §2.1). */
export type SignatureHeader = {
  readonly keyId: string
  readonly algorithm: string | undefined
  readonly created: number | undefined
  readonly expires: number | undefined
  readonly headers: readonly string[]
  readonly signature: Buffer
}

const MEMBER = /^\s*([A-Za-z]+)=(?:"([^"]*)"|(\d+))\s*(?:,|$)/

/** `undefined` where a member is twice, missing or not written as it should be. */
export function parseSignature(text: string): SignatureHeader | undefined {
  const members = new Map<string, string>()
  for (let rest = text; rest !== ''; ) {
    const match = MEMBER.exec(rest)
    if (!match?.[1] || members.has(match[1])) return undefined
    members.set(match[1], match[2] ?? match[3] ?? '')
    rest = rest.slice(match[0].length)
  }
  const [keyId, signature] = [members.get('keyId'), members.get('signature')]
  const headers = (members.get('headers') ?? 'date').toLowerCase().split(' ')
  if (!keyId || !signature || new Set(headers).size !== headers.length) return undefined
  return {
    keyId,
    algorithm: members.get('algorithm'),
    created: seconds(members.get('created')),
    expires: seconds(members.get('expires')),
    headers,
    signature: Buffer.from(signature, 'base64'),
  }
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}
