/** Red, green and blue, 0–255. */
export type Rgb = readonly [number, number, number]

/** Reads `#rgb`, `#rrggbb`, the same without `#`, and `rgb(r, g, b)`; anything else is no colour. */
export function parseColour(text: string): Rgb | undefined {
  const trimmed = text.trim().toLowerCase()
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(trimmed)?.[1]
  if (hex) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
    const value = Number.parseInt(full, 16)
    return [value >> 16, (value >> 8) & 255, value & 255]
  }
  const parts = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(trimmed)?.slice(1).map(Number)
  const [red = 256, green = 256, blue = 256] = parts ?? []
  return Math.max(red, green, blue) > 255 ? undefined : [red, green, blue]
}

export function hexOf(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** `share` of `a`, the rest of `b`: CSS `color-mix(in srgb, …)`. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => a[index] * share + b[index] * (1 - share)
  return [part(0), part(1), part(2)]
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The colour nearest to `wanted` that passes, going darker or lighter as `paper` needs; the far end if none does. */
export function nearest(wanted: Rgb, paper: Rgb, passes: (colour: Rgb) => boolean): Rgb {
  const black: Rgb = [0, 0, 0]
  const white: Rgb = [255, 255, 255]
  const pole = contrast(black, paper) > contrast(white, paper) ? black : white
  for (let step = 0; step < 40; step++) {
    const [red, green, blue] = mix(pole, wanted, step / 40)
    const colour: Rgb = [Math.round(red), Math.round(green), Math.round(blue)]
    if (passes(colour)) return colour
  }
  return pole
}
