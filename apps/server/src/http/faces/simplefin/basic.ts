/** Name and password of HTTP Basic (RFC 7617); ours hold no colon. */
export function readBasic(
  authorization: string | undefined,
): { readonly name: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]{1,400})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [name, password, ...more] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return name === undefined || password === undefined || more.length > 0 ? undefined : { name, password }
}
