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
    return this.#base + '/v2.1/widget/' + name + '?session_id=' + this.#session + '&redirect_url=' + encodeURIComponent(back)
  }
}
