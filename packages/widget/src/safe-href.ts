/**
 * A link that cannot run script. Custom schemes stay possible (a registered `redirect_url` may open an app); control
 * characters are dropped first because browsers ignore them inside a scheme.
 */
export function safeHref(url: string | undefined): string | undefined {
  if (!url) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers strip exactly these before reading the scheme
  const bare = url.replace(/[\u0000-\u0020\u007f]/g, '')
  return /^(javascript|data|vbscript|blob|file|about):/i.test(bare) ? undefined : url
}

/** An image we may show under `img-src 'self' data:`, or a logo the server vouched for. */
export function safeImage(url: string | undefined): string | undefined {
  if (!url) return undefined
  return /^(data:image\/(png|jpeg|gif|webp);base64,|https?:\/\/|\/(?!\/))/i.test(url) ? url : undefined
}
