interface Options {
  /** Origins of the client that may frame the widget; none = nobody. */
  readonly frameAncestors: readonly string[]
  /** Origins of logos that are not served by us. */
  readonly imageOrigins?: readonly string[]
}

/** Value of the `Content-Security-Policy` header that every page runs under without a violation. */
export function contentSecurityPolicy({ frameAncestors, imageOrigins = [] }: Options): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data:", ...imageOrigins].join(' '),
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
  ].join('; ')
}
