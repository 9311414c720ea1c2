import { RaccordError } from '@raccord/sdk'
import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

/** A call that Raccord refused, shown as a developer wants to see it. Of anything else nothing is told. */
export function problemPage(frame: Frame, error: unknown): string {
  const details =
    error instanceof RaccordError
      ? html`<p>Raccord: <strong>${error.status === 0 ? '' : `${error.status} `}${error.code}</strong>. ${error.message}</p>
        ${error.requestId === undefined ? undefined : html`<p>Request <code>${error.requestId}</code></p>`}`
      : html`<p>This request can't be answered.</p>`
  return layout(frame, 'That did not work', html`${details}<p><a href="${frame.base}">Start again</a></p>`)
}
