import { type Html, html } from '../html.ts'

/** Shown by its script alone, where the browser has passkeys. */
export const passkeySignIn = (label: string, failed: string): Html =>
  html`<form class="stack" data-passkey="sign-in" data-failed="${failed}" hidden>
<p class="wrong" role="alert" hidden></p><button class="quiet">${label}</button></form>`
