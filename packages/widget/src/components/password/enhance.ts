import { announcer } from '../../browser/announce.ts'
import { need } from '../../browser/require.ts'

/** Show and hide. Hidden again before the form goes, or browsers would not offer to keep it. */
export function enhancePassword(element: HTMLElement): void {
  const { hide = '', shown = '', hidden = '' } = element.dataset
  const input = need(element, 'input', HTMLInputElement)
  const button = need(element, 'button', HTMLButtonElement)
  const show = button.textContent
  button.hidden = false
  const say = announcer(element)
  const set = (visible: boolean) => {
    input.type = visible ? 'text' : 'password'
    button.textContent = visible ? hide : show
  }
  button.addEventListener('click', () => {
    const visible = input.type === 'password'
    set(visible)
    say(visible ? shown : hidden)
  })
  input.form?.addEventListener('submit', () => set(false))
}
