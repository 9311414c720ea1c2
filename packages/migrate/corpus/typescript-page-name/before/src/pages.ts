export type Page = 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'

export class Widget {
  readonly #base: string
  readonly #session: string

  constructor(base: string, session: string) {
    this.#base = base
    this.#session = session
  }

  /** A page of the widget, for the frame. */
  page(name: Page, back: string): string {
    return this.#base + '/widget/' + name + '?session_id=' + this.#session + '&redirect_uri=' + encodeURIComponent(back)
  }
}
