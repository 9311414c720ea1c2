import { drawFields } from '../connect-form.ts'
import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

/** Chooses the parameters and opens the widget. */
export function connectPage(frame: Frame): string {
  const { usual, more } = drawFields()
  return layout(
    frame,
    'Connect a bank',
    html`<p>Pick any bank in the list: each says on its sign-in page who may sign in. At the <em>Raccord Test Bank</em> it is
      <code>dev</code>, with the password <code>dev</code>.</p>
    <form method="post" action="${frame.base}/connect">
      <div class="fields">${usual}</div>
      <details>
        <summary>More parameters</summary>
        <div class="fields">
          ${more}
          <label for="cancel">Cancel button</label>
          <select id="cancel" name="cancel"><option value="yes">Shown</option><option value="no">Not shown</option></select>
        </div>
      </details>
      <p class="row">
        <button name="show" value="page">Open the widget</button>
        <button name="show" value="frame" class="quiet">Open it in a frame</button>
      </p>
    </form>`,
  )
}
