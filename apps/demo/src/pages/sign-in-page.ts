import { html } from '../html.ts'
import { type Frame, layout } from './layout.ts'

/** First page: a user of this application, who becomes a user at Raccord. */
export function signInPage(frame: Frame, problem?: string): string {
  return layout(
    frame,
    'Your money, in one place',
    html`<p>Demo Budget is a small client application that uses Raccord as yours would: by its public API. Choose any email and
      password. An email not seen before becomes a new user.</p>
    ${problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`}
    <form method="post" action="${frame.base}/users" class="fields">
      <label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="username" required value="ada@example.com">
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required minlength="8">
      <button>Continue</button>
    </form>`,
  )
}
