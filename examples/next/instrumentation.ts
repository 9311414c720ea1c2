/** Next calls it once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'edge') return
  const { registerWebhook } = await import('./lib/shop.ts')
  await registerWebhook()
}
