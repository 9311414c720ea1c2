import type { ApiContext } from './api-context.ts'

/** Where a deletion tells what became of it (RFC 8631 §2, `status`). */
export function erasureLink({ bases }: Pick<ApiContext, 'bases'>, erasureId: string): Record<'link', string> {
  return { link: `<${bases().api}/v2.1/erasures/${erasureId}>; rel="status"` }
}
