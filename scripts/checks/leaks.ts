import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'
import { trackedFiles } from './tracked-files.ts'

// Written so that no pattern matches its own line.
const patterns = [
  {
    what: 'a path of one machine',
    pattern: /(?<![\w.:/-])\/(?:work|root|home\/[a-z][\w-]*|Users\/[A-Za-z][\w-]*)\/(?=[\w.])/,
  },
  { what: 'a registry host', pattern: /\bregistry[.]npmjs\b|\bregistry[.]yarnpkg\b|\bnpm[.]pkg[.]github\b/ },
  {
    what: 'an access token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|npm_[A-Za-z0-9]{36}|AKIA[0-9A-Z]{16}|xox[abp]-[0-9A-Za-z-]{20,})/,
  },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/]/ },
]

/** The registry this machine installs from is nobody else's: its host must be in no file. */
function ownRegistry(): string[] {
  const host = /^https?:\/\/([^/:]+)/.exec(process.env['npm_config_registry'] ?? '')?.[1]
  return host && !['localhost', '127.0.0.1'].includes(host) ? [host] : []
}

/** Text files with a secret, a path of this machine or a registry in them. */
export function checkLeaks(folder = root): CheckResult {
  // Longer than "/root", so that a container's checkout in a top folder does not forbid common words.
  const literals = [...ownRegistry(), folder, homedir()].filter((text) => text.length > 6)
  const problems: string[] = []
  let seen = 0
  const files = trackedFiles(folder)
  for (const path of files) {
    const text = readFileSync(join(folder, path), 'utf8')
    seen += 1
    if (text.includes('\0')) continue
    for (const [at, line] of text.split('\n').entries()) {
      for (const { what, pattern } of patterns) if (pattern.test(line)) problems.push(`${path}:${at + 1}: ${what}`)
      for (const literal of literals)
        if (line.includes(literal)) problems.push(`${path}:${at + 1}: names this machine or its registry`)
    }
  }
  return { seen, expected: files.length, problems }
}
