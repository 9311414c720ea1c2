let sheet: CSSStyleSheet | undefined

/**
 * The frame in a modal dialog: the browser keeps focus inside, the page behind inert, and gives focus back. Styled by a
 * constructed sheet, which a host's `style-src` does not concern; the page behind can't scroll while one is open.
 */
export function modal(frame: HTMLElement, label: string, leave: () => void, gone: () => void): () => void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(
      'html:has(.raccord[open]){overflow:hidden}.raccord[open]{display:flex;flex-direction:column;inset:0;margin:auto;width:min(100%,440px);height:min(100%,760px);max-width:none;max-height:none;padding:0;border:0;border-radius:12px;overflow:hidden}.raccord button{align-self:end;width:44px;height:44px;border:0;background:0;color:inherit;font-size:20px;flex:none}.raccord iframe{flex:1}',
    )
  }
  // A page may have put its own list in place of ours since.
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet)
  const [x, y] = [scrollX, scrollY]
  const dialog = document.createElement('dialog')
  const button = document.createElement('button')
  dialog.className = 'raccord'
  dialog.ariaLabel = (frame as HTMLIFrameElement).title
  button.type = 'button'
  button.ariaLabel = label
  button.textContent = '✕'
  button.onclick = leave
  dialog.oncancel = (event) => {
    event.preventDefault()
    leave()
  }
  // A second Escape closes it whatever the first one was answered.
  dialog.onclose = () => gone()
  dialog.append(button, frame)
  document.body.append(dialog)
  dialog.showModal()
  return () => {
    dialog.onclose = null
    dialog.close()
    dialog.remove()
    scrollTo(x, y)
  }
}
