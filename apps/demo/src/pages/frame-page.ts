import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

/**
 * The widget in a frame. The same page is `aspsp_callback_uri`: the bank leads back here, and the identical link
 * goes on where the person was.
 */
export function framePage(frame: Frame, widgetLink: string): string {
  const body = html`<iframe src="${widgetLink}" title="Connect a bank" data-widget></iframe>`
  return layout(frame, 'Connect a bank', body, 'frame.js')
}
