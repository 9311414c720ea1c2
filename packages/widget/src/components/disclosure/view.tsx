import type { ComponentChildren } from 'preact'

interface Props {
  readonly summary: string
  readonly children: ComponentChildren
}

export function Disclosure({ summary, children }: Props) {
  return (
    <details>
      <summary>{summary}</summary>
      <div class="details">{children}</div>
    </details>
  )
}
