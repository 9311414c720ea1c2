/** Our own paths below the embed base. One place, since forms, links and redirects must agree. */
export const paths = {
  journey: '/v2.1/widget/journey',
  files: '/v2.1/widget/files',
  progress: '/v2.1/widget/progress',
  depart: '/v2.1/widget/depart',
  phone: '/v2.1/widget/phone',
  phoneProgress: '/v2.1/widget/phone/progress',
  theme: '/v2.1/widget/theme.css',
  logo: '/v2.1/widget/logo',
  providerIndex: '/v2.1/widget/providers.json',
  done: '/success',
} as const

/** A page of this session; `t` only where cookies are off (binding.ts). */
export function pageUrl(
  path: string,
  sessionId: string,
  secret: string | undefined,
  extra: { readonly [name: string]: string } = {},
): string {
  const query = new URLSearchParams({ session_id: sessionId, ...(secret === undefined ? {} : { t: secret }), ...extra })
  return `${path}?${query}`
}
