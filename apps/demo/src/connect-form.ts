import type { Html } from './html.ts'
import { html } from './html.ts'

/** A field of the form that sets the widget's parameters: how it is drawn and how it becomes a parameter. */
interface Field {
  readonly name: string
  readonly label: string
  readonly draw: (name: string) => Html
  /** Text for the link, or undefined to leave the parameter out. */
  readonly read: (entered: string | undefined) => string | undefined
}

const text =
  (value = ''): Field['draw'] =>
  (name) =>
    html`<input id="${name}" name="${name}" value="${value}">`
const area: Field['draw'] = (name) => html`<textarea id="${name}" name="${name}" rows="3"></textarea>`

function choice(options: Record<string, string>): Field['draw'] {
  const drawn = Object.entries(options).map(([value, label]) => html`<option value="${value}">${label}</option>`)
  return (name) => html`<select id="${name}" name="${name}">${drawn}</select>`
}

const ifEntered = (entered: string | undefined): string | undefined => entered?.trim() || undefined

/** So many of `fields` are in sight; the others unfold. */
const usualCount = 4

const fields: readonly Field[] = [
  {
    name: 'expected_account_types',
    label: 'Which accounts',
    draw: choice({ ALL: 'All of them', PAYMENT: 'Checking and cards', OTHER: 'Loans and savings' }),
    read: ifEntered,
  },
  {
    name: 'wait_sync_end',
    label: 'Keep the person until',
    draw: choice({ true: 'the last transaction is in', false: 'the bank has said yes' }),
    read: ifEntered,
  },
  {
    name: 'consent_per_account',
    label: 'Consent',
    draw: choice({ false: 'All accounts, later ones too', true: 'The person chooses accounts' }),
    read: ifEntered,
  },
  {
    name: 'locale',
    label: 'Language',
    draw: choice({ '': "The browser's", en: 'English', fr: 'French', it: 'Italian', es: 'Spanish', de: 'German' }),
    read: ifEntered,
  },
  { name: 'congrats_bypass_delay', label: 'Seconds on the success screen', draw: text('5'), read: ifEntered },
  { name: 'countries', label: 'Countries (FR,IT)', draw: text(), read: ifEntered },
  { name: 'elements_color', label: 'Accent colour (#067647)', draw: text(), read: ifEntered },
  { name: 'terms_header', label: 'Title of the terms', draw: text(), read: ifEntered },
  { name: 'terms_body', label: 'Your own terms', draw: area, read: ifEntered },
  {
    name: 'terms_screen',
    label: 'Consent screen',
    draw: choice({ show: 'Shown', skip: 'Skipped (terms accepted here already)' }),
    read: () => undefined,
  },
]

/** Parameters of the widget's link from the posted form. */
export function widgetParameters(form: Record<string, string | undefined>): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const { name, read } of fields) {
    const value = read(form[name])
    if (value !== undefined) parameters[name] = value
  }
  // Present and empty is what skips the screen; absent shows Raccord's own text.
  if (form['terms_screen'] === 'skip') parameters['terms_body'] = ''
  return parameters
}

/** The parameters that people try first, then those that few need. */
export function drawFields(): { readonly usual: readonly Html[]; readonly more: readonly Html[] } {
  const drawn = fields.map(({ name, label, draw }) => html`<label for="${name}">${label}</label>${draw(name)}`)
  return { usual: drawn.slice(0, usualCount), more: drawn.slice(usualCount) }
}
