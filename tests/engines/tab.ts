/** The document of the tab, or the one in its first frame. */
export type Place = 'page' | 'frame'

export type Cookies = 'on' | 'first-party' | 'off'

/** A tab as a person and a test have it. What an engine's own client says of a page that just goes is thrown, for the caller to ask again. */
export interface Tab {
  readonly id: string
  goto(url: string): Promise<void>
  /** The browser's own buttons. */
  back(): Promise<void>
  reload(): Promise<void>
  /** Of the tab, not of a frame. */
  address(): Promise<string>
  /** Runs the body of a function and answers what it returns (JSON). */
  run<T>(place: Place, body: string): Promise<T>
  /** By the mouse, in the middle of what is found first. A selector of CSS, or an XPath that begins with `//`. */
  press(place: Place, selector: string): Promise<void>
  /** By the keyboard, in place of what is there. */
  write(place: Place, selector: string, text: string): Promise<void>
  close(): Promise<void>
}

/** A browser of one person: nothing kept from another. */
export interface Visit {
  readonly tab: Tab
  /** All that are open, the first one first. */
  tabs(): Promise<readonly Tab[]>
  close(): Promise<void>
}

export interface Engine {
  readonly name: string
  /** Why it can't run here; undefined when it can. */
  readonly absent: string | undefined
  /** What a frame of another site is given over HTTP to this machine: a `Secure` cookie. */
  readonly keepsCookieOfFrame: boolean
  /** What a page of ours opens in a tab is said to come from here (`Sec-Fetch-Site`). */
  readonly knowsItsTabs: boolean
  open(cookies: Cookies): Promise<Visit>
}
