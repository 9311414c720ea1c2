import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const shells = ['chromium-headless-shell', 'chrome-headless-shell']

/** The first of these that the system has, or the one that a variable names; undefined without one. */
function find(named, names) {
  if (named) return existsSync(named) ? named : undefined
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** Path of the browser that the end-to-end tests drive: RACCORD_CHROMIUM, else the system's; undefined without one. */
export const findChromium = () => find(process.env.RACCORD_CHROMIUM, whole)

/**
 * The same engine without windows: RACCORD_HEADLESS_SHELL, else the system's; undefined without one. A page in it costs
 * less than half the processor time, since no tab strip is drawn for nobody; what a profile decides (cookies off) it can't do.
 */
export const findHeadlessShell = () => find(process.env.RACCORD_HEADLESS_SHELL, shells)
