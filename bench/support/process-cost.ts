import { readdirSync, readFileSync } from 'node:fs'

export interface Memory {
  /** MB. */
  readonly resident: number
  readonly peak: number
}

/** Of a process, as the kernel counts (VmRSS, VmHWM). Linux only. */
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024e-6
  return { resident: read('VmRSS'), peak: read('VmHWM') }
}

/** The child of `parent` that runs `entry`. */
export function childRunning(parent: number, entry: string): number {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const parentOf = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
      if (parentOf === parent && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(entry)) return Number(name)
    } catch {
      // Gone between the two readings.
    }
  }
  throw new Error(`no child of ${parent} runs ${entry}`)
}

/** Milliseconds of processor time that a process has used so far, in user and kernel mode. */
export function processorMs(pid: number): number {
  // The name in brackets may hold spaces; fields are counted from behind it. The kernel counts in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
