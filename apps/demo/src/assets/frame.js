// The widget tells its host once how the journey ended: the frame is closed, and the page goes on to what is new. Without JavaScript the
// frame itself goes to redirect_url.
const frame = document.querySelector('[data-widget]')
const widgetOrigin = new URL(frame.src).origin

window.addEventListener('message', ({ origin, source, data }) => {
  // Anyone may post a message to this page: only the widget in our frame is believed.
  if (origin !== widgetOrigin || source !== frame.contentWindow || data?.eventName !== 'redirect_to') return
  const target = new URL(data.redirect_url, location.href)
  if (target.origin !== location.origin) return
  frame.remove()
  location.assign(target)
})
