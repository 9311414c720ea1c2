import jsqr from 'jsqr'
import type { Page } from 'playwright-core'

/** Pixels a module: what a camera would make of it at arm's length. */
const scale = 4

/** What the QR code on the page says, read from its modules as a phone reads them from the screen. */
export async function readQr(page: Page): Promise<string> {
  const svg = page.locator('.handover svg')
  const size = Number((await svg.getAttribute('viewBox'))?.split(' ')[2])
  return readQrPath(size, (await svg.locator('path').getAttribute('d')) ?? '')
}

/** The same from the picture's path, without a browser. */
export function readQrPath(size: number, path: string): string {
  const side = size * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let down = 0; down < scale; down++)
      for (let right = 0; right < Number(run) * scale; right++) {
        const at = ((Number(y) * scale + down) * side + Number(x) * scale + right) * 4
        pixels.fill(0, at, at + 3)
      }
  // Its types say `export default`; as a CommonJS module Node gives the function itself or wraps it once more.
  const read = (typeof jsqr === 'function' ? jsqr : (jsqr as { default: unknown }).default) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { readonly data: string } | null
  const code = read(pixels, side, side)
  if (!code) throw new Error('no phone could read this code')
  return code.data
}
