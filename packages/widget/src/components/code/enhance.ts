/** Takes a code as people paste it ("123 456", "Code: 123456") and keeps what the bank's own form would take. */
export function enhanceCode(input: HTMLElement): void {
  if (!(input instanceof HTMLInputElement)) return
  const { length, digits } = input.dataset
  input.addEventListener('input', () => {
    const kept = digits === 'true' ? input.value.replace(/\D/g, '') : input.value.replace(/\s/g, '')
    const cut = length ? kept.slice(0, Number(length)) : kept
    if (cut !== input.value) input.value = cut
  })
}
