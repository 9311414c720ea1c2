/** Nothing but our own files, and the widget in a frame. Forms lead to the widget, too: their answer redirects there. */
export function pageHeaders(embedUrl: string): Record<string, string> {
  const widget = new URL(embedUrl).origin
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      `frame-src 'self' ${widget}`,
      `form-action 'self' ${widget}`,
      "frame-ancestors 'self'",
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }
}
