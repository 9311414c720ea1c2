// Stands in for the widget's script: what is left of a search when it is a plain loop over the names. The same index, the
// same fifty rows in the same page; no misspelling, no accent, no initials, no other names, nothing marked, no ranking.
const input = document.querySelector('[type=search]')
const list = document.querySelector('.banks')
const { index } = input.closest('[data-index]').dataset
const banks = (await (await fetch(index)).json()).map(([id, name, letters, hue]) => {
  return { id, letters, hue, name, lower: name.toLowerCase() }
})
input.addEventListener('input', () => {
  const wanted = input.value.toLowerCase()
  const found = []
  for (const bank of banks) if (bank.lower.includes(wanted)) found.push(bank)
  list.replaceChildren(...found.slice(0, 50).map(rowOf))
})

function rowOf({ id, name, letters, hue }) {
  const row = document.createElement('li')
  const button = row.appendChild(document.createElement('button'))
  button.value = id
  const mark = button.appendChild(document.createElement('b'))
  mark.className = `m${hue}`
  mark.textContent = letters
  button.appendChild(document.createElement('span')).textContent = name
  return row
}
