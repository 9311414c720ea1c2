/**
 * What the address of a bank's sign-in will show, before the bank has said it: no other host is let through (`mayShow`). Of several
 * hosts the domain that all of them share; nothing where they share none, since any one might be the wrong one.
 */
export function expectedHost(hosts: readonly string[]): string | undefined {
  const [first, ...others] = hosts
  if (first === undefined || others.length === 0) return first
  const domain = domainOf(first)
  return domain !== undefined && others.every((host) => domainOf(host) === domain) ? domain : undefined
}

/** Registrable, as far as that can be told without a list: `co.uk` is nobody's. */
function domainOf(host: string): string | undefined {
  const labels = host.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  const taken = second.length <= 3 && top.length === 2 ? 3 : 2
  return host.includes(':') || labels.length < taken ? undefined : labels.slice(-taken).join('.')
}
