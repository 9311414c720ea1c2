// The studio, live: each change is shown without pressing Apply. Without script the form does the same.
const form = document.getElementById('studio')
let waiting

form.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(apply, 250)
})

async function apply() {
  const query = new URLSearchParams(new FormData(form))
  const answer = await fetch(`/studio?${query}`)
  if (!answer.ok) return
  history.replaceState(null, '', `/studio?${query}`)
  for (const frame of document.querySelectorAll('iframe')) {
    const wide = { phone: [408, 600], small: [320, 568], desktop: [1280, 800] }[query.get('size')]
    if (wide) [frame.width, frame.height] = wide
    frame.className = query.get('scheme')
    frame.src = `/gallery/screen?name=${encodeURIComponent(frame.dataset.name)}&${query}&still=1`
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const section = fresh.querySelector('section[aria-live]')
  if (section) document.querySelector('section[aria-live]').replaceChildren(...section.childNodes)
}
