/**
 * Of a page without a journey: as short as a journey's, to be read out on the phone. It begins the request's id, by which the
 * log is searched.
 */
export function shortReference(requestId: unknown): string {
  const letters = String(requestId)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 8)
    .toUpperCase()
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters
}
