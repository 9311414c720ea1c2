import type { Brand } from '../brands/brand.ts'
import { actions, errorSummary, type FieldErrors, field } from './form.ts'
import { attribute, html } from './html.ts'
import type { Page } from './layout.ts'
import type { Messages } from './messages/messages.ts'

export type LoginInput = { readonly login: string; readonly configurationUrl: string }

/** Sign-in. What was typed comes back after an error, the password never. */
export function loginPage(
  messages: Messages,
  { site, brand }: { readonly site: string; readonly brand: Brand },
  action: string,
  input: LoginInput,
  errors: FieldErrors,
): Page {
  const text = messages.login
  const login = {
    name: 'login',
    label: text.login,
    type: 'text',
    autocomplete: 'username',
    value: input.login,
  } as const
  const password = {
    name: 'password',
    label: text.password,
    type: 'password',
    autocomplete: 'current-password',
  } as const
  const configuration = {
    name: 'configuration_url',
    label: text.configuration,
    type: 'text',
    inputmode: 'url',
    maxlength: 2000,
    autocomplete: 'off',
    value: input.configurationUrl,
    hint: text.configurationHint,
  } as const
  // What was typed there, or is wrong there, stays in sight.
  const opened = input.configurationUrl !== '' || errors['configuration_url'] !== undefined
  return {
    title: text.title,
    body: html`<h1>${text.title}</h1>
<p class="lead">${text.lead(site)}</p>
${errorSummary(messages, errors)}
<p class="try">${text.tryIt} <code>${brand.customer}</code> / <code>${brand.customer}</code> · <a href="/#customers" target="_blank" rel="noopener">${text.more}</a></p>
<form method="post" action="${action}" novalidate>
<input type="hidden" name="step" value="login">
${field(login, errors)}
${field(password, errors)}
<details class="own-file"${attribute('open', opened ? 'open' : undefined)}><summary>${text.ownFile}</summary>
${field(configuration, errors)}
</details>
${actions(messages, text.submit)}
</form>`,
  }
}
