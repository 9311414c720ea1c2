import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Strict and without inline; `frame-ancestors` of the client's registered origins, none where there is no client.
 * `formTargets` are origins that an answer to a form may lead on to: browsers hold redirects to `form-action` too.
 */
function contentSecurityPolicy(frameAncestors: readonly string[], formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

/** Origins as CSP sources; a sandbox client may be framed from loopback on any port. */
export function frameAncestors(origins: readonly string[], loopbackAllowed: boolean): string[] {
  return loopbackAllowed ? [...origins, 'http://127.0.0.1:*', 'http://localhost:*'] : [...origins]
}

/** Sends a page: never stored, never sniffed, never telling another site where it came from (WIRE §4). */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  html: string,
  ancestors: readonly string[],
  formTargets: readonly string[] = [],
): FastifyReply {
  reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy(ancestors, formTargets))
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept-encoding')
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (/\bbr\b/.test(accepted)) {
    // Level 5: 1.1 ms for 600 rows (docs/reference/performance.md); 11 is for assets, compressed at build.
    return reply.header('content-encoding', 'br').send(
      brotliCompressSync(html, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
      }),
    )
  }
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(gzipSync(html))
  return reply.send(html)
}
