import { clockOf } from '../../messages/format.ts'
import type { PageContext } from '../../page-context.ts'

interface Props {
  /** Unix seconds. */
  readonly seconds: number
  readonly page: PageContext
}

/** An instant in Paris time with its zone; the enhancer rewrites it in the reader's own. */
export function Instant({ seconds, page }: Props) {
  return (
    <time
      datetime={new Date(seconds * 1000).toISOString()}
      data-enhance="local-time"
      data-clock={clockOf(page.frame.locale)}
    >
      {page.format.instant(seconds)}
    </time>
  )
}
