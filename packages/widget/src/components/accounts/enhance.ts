import { counted } from '../../browser/counted.ts'
import { need } from '../../browser/require.ts'

/** The button says how many; one press clears or fills all. */
export function enhanceAccounts(element: HTMLElement): void {
  const { every = '', none = '', zero = '' } = element.dataset
  const boxes = [...element.querySelectorAll<HTMLInputElement>('[type=checkbox]')]
  const submit = need(document, '.button[form=step]', HTMLButtonElement)
  const all = need(element, 'button', HTMLButtonElement)
  all.hidden = false
  const update = () => {
    const on = boxes.filter((box) => box.checked).length
    submit.textContent = on ? counted(on, element.dataset) : zero
    all.textContent = on ? none : every
  }
  all.addEventListener('click', () => {
    const fill = !boxes.some((box) => box.checked)
    for (const box of boxes) box.checked = fill
    update()
  })
  element.addEventListener('change', update)
  update()
}
