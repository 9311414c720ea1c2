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
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of ['section[aria-live]', '.screens']) {
    const now = fresh.querySelector(part)
    if (now) document.querySelector(part).replaceChildren(...now.childNodes)
  }
}
